/**
 * Annotations by which a class describes itself for routes. So the check and the dry run
 * need no list of beans, and a new bean is an edit in one file:
 * {@link io.switchboard.declared.Gives}, {@link io.switchboard.declared.AskedByRules} and
 * {@link io.switchboard.declared.Offline}. {@link io.switchboard.declared.Within} gives
 * the component of a {@code …Settings} record its bounds.
 */
@NullMarked
package io.switchboard.declared;

import org.jspecify.annotations.NullMarked;

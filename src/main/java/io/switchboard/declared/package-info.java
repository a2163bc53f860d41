/**
 * What a class says of itself to those who write routes. So the check and the dry run
 * keep no list of beans, and whoever adds a bean edits nothing but the bean:
 * {@link io.switchboard.declared.Gives}, {@link io.switchboard.declared.AskedByRules} and
 * {@link io.switchboard.declared.Offline}.
 */
@NullMarked
package io.switchboard.declared;

import org.jspecify.annotations.NullMarked;

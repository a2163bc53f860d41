/**
 * Tables of {@code routes/lookups}: what belongs to a queue, a number or a context, in a
 * row instead of a rule.
 */
@NullMarked
package io.switchboard.routes.lookup;

import org.jspecify.annotations.NullMarked;

/**
 * Tables of {@code routes/lookups}: the data of a queue, a number or a context, in a row
 * instead of a rule.
 */
@NullMarked
package io.switchboard.routes.lookup;

import org.jspecify.annotations.NullMarked;

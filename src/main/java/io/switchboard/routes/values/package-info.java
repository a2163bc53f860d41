/**
 * A value is never read as syntax. What a route says for a property of a kamelet, a
 * setting, a field: each arrives as it is, through endpoint URIs, placeholders and
 * expressions.
 */
@NullMarked
package io.switchboard.routes.values;

import org.jspecify.annotations.NullMarked;

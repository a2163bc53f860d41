/**
 * The whole switchboard as one picture, made from the routes as they run. {@code
 * WiringReader} reads what goes where, {@code RuleReader} the rules' conditions; {@code
 * Drawing} lays it out.
 */
@NullMarked
package io.switchboard.console.picture;

import org.jspecify.annotations.NullMarked;

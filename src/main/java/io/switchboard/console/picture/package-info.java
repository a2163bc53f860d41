/**
 * The whole switchboard as one picture, made from the running routes.
 * {@code WiringReader} reads the routes, and {@code RuleReader} the conditions of the
 * rules. {@code Drawing} lays it out.
 */
@NullMarked
package io.switchboard.console.picture;

import org.jspecify.annotations.NullMarked;

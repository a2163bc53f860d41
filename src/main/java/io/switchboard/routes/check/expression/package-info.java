/**
 * Checks expressions, wherever they stand. {@code Vocabulary} has the names that they may
 * use: variables and fields of events. {@code ExpressionCheck} reads those in YAML,
 * {@code JavaTextCheck} those in Java, {@code HeaderCheck} the headers.
 * {@code SimpleHints}, {@code WordHints} and {@code Unmarked} know what people write by
 * mistake.
 */
@NullMarked
package io.switchboard.routes.check.expression;

import org.jspecify.annotations.NullMarked;

/**
 * The JSON API under {@code /api}, and its description.
 * <p>
 * Each {@code …Controller} has the paths of one thing, and its {@code …View} what is
 * answered. {@code Awaited} is the parameter {@code wait}. {@code ApiErrors} makes every
 * failure a problem (RFC 9457). {@code CsvWriter} streams lists. {@code ApiDescription}
 * and {@code ApiWords} make the OpenAPI document.
 */
@NullMarked
package io.switchboard.console.api;

import org.jspecify.annotations.NullMarked;

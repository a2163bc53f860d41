/** The JSON API under {@code /api}, and its description. */
@NullMarked
package io.switchboard.console.api;

import org.jspecify.annotations.NullMarked;

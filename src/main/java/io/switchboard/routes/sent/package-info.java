/**
 * Copies what the steps of a route send, and hands the copy to {@code answers}. It reads
 * a message as a dry run does.
 */
@NullMarked
package io.switchboard.routes.sent;

import org.jspecify.annotations.NullMarked;

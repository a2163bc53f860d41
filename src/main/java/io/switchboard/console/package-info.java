/**
 * The pages, the JSON API, and what stands before both: filters for every request,
 * answers to what failed, and the health.
 * <p>
 * {@code pages} and {@code api} know each other as little as they can: what both need is
 * in {@code query} (what a request asks for), {@code login} (who may), {@code counts},
 * {@code mailbox}, {@code picture}, and below them in {@code history}.
 */
@NullMarked
package io.switchboard.console;

import org.jspecify.annotations.NullMarked;

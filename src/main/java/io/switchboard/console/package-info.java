/**
 * The pages, the JSON API, and the classes before both: filters for every request,
 * answers to errors, and the health.
 * <p>
 * {@code pages} and {@code api} do not know each other. They share {@code query} (the
 * parameters of a request), {@code login} (who may do what), {@code counts},
 * {@code mailbox} and {@code picture}. The data comes from {@code history}.
 */
@NullMarked
package io.switchboard.console;

import org.jspecify.annotations.NullMarked;

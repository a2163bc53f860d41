package io.switchboard.tls;

import org.jspecify.annotations.Nullable;

/** The file in {@code tls.ca} is of no use. */
class UnusableAuthorityException extends RuntimeException {

	UnusableAuthorityException(String file, String reason, @Nullable Throwable cause) {
		super("tls.ca=%s: %s%s".formatted(file, reason, (cause != null) ? " (" + cause + ")" : ""), cause);
	}

}

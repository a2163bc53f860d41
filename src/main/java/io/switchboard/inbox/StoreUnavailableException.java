package io.switchboard.inbox;

import org.jspecify.annotations.Nullable;

/** The event could not be stored. The sender must send it again. */
public class StoreUnavailableException extends RuntimeException {

	StoreUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

package io.switchboard.command;

/** A command is used wrongly; the message says how and what to do. */
class UsageException extends RuntimeException {

	UsageException(String message) {
		super(message);
	}

}

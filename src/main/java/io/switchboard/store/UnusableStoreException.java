package io.switchboard.store;

/** The store that is configured cannot be this process's store. */
class UnusableStoreException extends RuntimeException {

	private final String action;

	UnusableStoreException(String description, String action) {
		super(description);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}

package io.switchboard.failure;

/** What a failure says about the delivery, and what about its destination. */
public enum Verdict {

	/** This delivery will never pass: it is dead at once. The destination is there. */
	NEVER,

	/** A fault in the route: no repeat mends it, and somebody should look. */
	FAULT,

	/** What the route waits for is not there yet, which is no failure. */
	NOT_YET,

	/** The destination is there. It refuses this delivery for now. */
	REFUSED,

	/** It may be this delivery, or the destination. */
	UNCLEAR,

	/** The destination is away, or busy. */
	AWAY,

	/**
	 * The destination does not let us in: no delivery passes until somebody mends a
	 * setting.
	 */
	SHUT_OUT;

	public boolean isPermanent() {
		return this == NEVER || this == FAULT;
	}

}

package io.switchboard.failure;

/** The meaning of a failure for the delivery, and for its destination. */
public enum Verdict {

	/** This delivery can never succeed: it is dead at once. The destination works. */
	NEVER,

	/** A fault in the route, which no repetition corrects. Somebody should look. */
	FAULT,

	/** The route waits for something. That is not a failure. */
	NOT_YET,

	/** The destination works, but refuses this delivery for now. */
	REFUSED,

	/** Either this delivery or the destination has a problem. */
	UNCLEAR,

	/** The destination is away, or busy. */
	AWAY,

	/**
	 * No delivery succeeds until somebody corrects a setting or the destination. Most
	 * often it refuses the sign-in.
	 */
	SHUT_OUT;

	public boolean isPermanent() {
		return this == NEVER || this == FAULT;
	}

}

package io.switchboard.followup;

/** There is no follow-up with that id. */
public final class NoSuchFollowUp extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoSuchFollowUp(long id) {
		super("there is no follow-up " + id);
	}

}

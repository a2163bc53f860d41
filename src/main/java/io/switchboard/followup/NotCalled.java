package io.switchboard.followup;

/** The call could not be made. The message is a sentence for people. */
public final class NotCalled extends Exception {

	private static final long serialVersionUID = 1L;

	private final boolean ofAsking;

	NotCalled(String sentence, boolean ofAsking) {
		super(sentence);
		this.ofAsking = ofAsking;
	}

	/**
	 * Whether the request itself was wrong, and not VoIPstudio that refused.
	 * @return true if another phone must be named
	 */
	public boolean isOfAsking() {
		return this.ofAsking;
	}

}

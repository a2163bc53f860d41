package io.switchboard.followup;

/** VoIPstudio does not call. The message is a sentence for people. */
public final class NotCalled extends Exception {

	private static final long serialVersionUID = 1L;

	private final boolean ofAsking;

	NotCalled(String sentence, boolean ofAsking) {
		super(sentence);
		this.ofAsking = ofAsking;
	}

	/**
	 * Whether what was asked for cannot be done, as opposed to VoIPstudio that refuses.
	 * @return true if another phone must be named
	 */
	public boolean isOfAsking() {
		return this.ofAsking;
	}

}

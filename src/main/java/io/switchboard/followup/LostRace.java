package io.switchboard.followup;

/**
 * Somebody else was quicker, so nothing was changed. The message is a sentence for
 * people.
 */
public final class LostRace extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LostRace(String sentence) {
		super(sentence);
	}

}

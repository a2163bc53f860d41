package io.switchboard.voipstudio.api;

/**
 * The event, within this process, that VoIPstudio has just accepted a text message from
 * us.
 *
 * @param to the number that gets it, as it was given
 */
public record TextSent(String to) {

	/** The number is not for logs. */
	@Override
	public String toString() {
		return "TextSent";
	}

}

package io.switchboard.voipstudio.api;

/**
 * VoIPstudio took a text message from us. Told in this process, right after it did.
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

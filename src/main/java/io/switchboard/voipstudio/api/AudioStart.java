package io.switchboard.voipstudio.api;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Recognises a text that a server sends instead of audio, such as an error or a login
 * page.
 */
final class AudioStart {

	/** How many bytes are looked at. */
	static final int LENGTH = 512;

	private static final String TEXT_TYPES = "text/.*|.*[/+](json|xml|html|xhtml).*|application/problem.*";

	private AudioStart() {
	}

	/**
	 * Looks at both the type and the first bytes, because servers send wrong types.
	 * @param type what the server calls it, perhaps empty
	 * @param first its beginning
	 */
	static boolean isText(String type, byte[] first) {
		if (type.strip().toLowerCase(Locale.ROOT).matches(TEXT_TYPES)) {
			return true;
		}
		String start = new String(first, StandardCharsets.ISO_8859_1).replaceFirst("^\u00EF\u00BB\u00BF", "")
			.stripLeading();
		return start.startsWith("{") || start.startsWith("[") || start.startsWith("<");
	}

}

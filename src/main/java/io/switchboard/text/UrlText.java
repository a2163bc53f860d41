package io.switchboard.text;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Writes any text into an address, so that the other side reads the same text. Half of a
 * surrogate pair cannot be written, and becomes U+FFFD.
 */
public final class UrlText {

	private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final int REPLACEMENT = 0xFFFD;

	/** Beside letters and digits, what means nothing between the slashes of a path. */
	private static final String IN_PATH = "-._~!$&'()*,:=@";

	private UrlText() {
	}

	/**
	 * Whether nobody on the way can read what is sent to an address.
	 * @param address an address with its scheme
	 * @return true for https, and for http to this machine; false without a host
	 */
	public static boolean isPrivate(URI address) {
		return address.getHost() != null && ("https".equals(address.getScheme())
				|| ("http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost())));
	}

	/**
	 * Cuts what people write behind an address that paths are put behind.
	 * @param address any text
	 * @return it without blanks around it, and without slashes at its end
	 */
	public static String base(String address) {
		return address.strip().replaceAll("/++$", "");
	}

	/**
	 * Replaces halves of pairs.
	 * @param text any text
	 * @return text that can be written as UTF-8
	 */
	public static String whole(String text) {
		return text.codePoints()
			.map((c) -> (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Writes a name or a value of a query or of a form.
	 * @param text any text
	 * @return it, encoded
	 */
	public static String value(String text) {
		return URLEncoder.encode(whole(text), StandardCharsets.UTF_8);
	}

	/**
	 * Writes a path. Its slashes stay.
	 * @param path any text
	 * @return it, encoded
	 */
	public static String path(String path) {
		StringBuilder encoded = new StringBuilder();
		for (byte each : whole(path).getBytes(StandardCharsets.UTF_8)) {
			char letter = (char) (each & 0xFF);
			boolean plain = letter == '/' || (letter < 128 && Character.isLetterOrDigit(letter))
					|| IN_PATH.indexOf(letter) >= 0;
			encoded.append(plain ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
		}
		return encoded.toString();
	}

}

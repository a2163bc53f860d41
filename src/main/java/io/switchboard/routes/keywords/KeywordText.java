package io.switchboard.routes.keywords;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Normalizes texts for comparison: without capitals, accents and signs, in any script.
 * Also counts the parts of a text.
 */
final class KeywordText {

	private static final Pattern MARKS = Pattern.compile("[\\p{Mn}\\p{Cf}'’`´]");

	private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}\\p{Mc}]+");

	/** Letters that do not decompose into another letter and a mark. */
	private static final Map<String, String> LETTERS = Map.of("ß", "ss", "ł", "l", "ø", "o", "æ", "ae", "œ", "oe", "đ",
			"d", "ð", "d", "þ", "th", "ı", "i", "ς", "σ");

	/** The alphabet that networks have for texts, without what counts twice. */
	private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
			+ "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

	private static final String TWICE = "^{}\\[~]|€";

	private KeywordText() {
	}

	static String normal(String text) {
		String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
		plain = MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD)).replaceAll("");
		StringBuilder letters = new StringBuilder();
		plain.codePoints().forEach((letter) -> {
			String one = Character.toString(letter);
			letters.append(LETTERS.getOrDefault(one, one));
		});
		return SIGNS.matcher(letters).replaceAll(" ").strip();
	}

	/** How many parts a network makes of a text; each is paid for. */
	static int parts(String text) {
		int basic = 0;
		for (char each : text.toCharArray()) {
			if (BASIC.indexOf(each) < 0 && TWICE.indexOf(each) < 0) {
				return parts(text.length(), 70, 67);
			}
			basic += (TWICE.indexOf(each) < 0) ? 1 : 2;
		}
		return parts(basic, 160, 153);
	}

	private static int parts(int length, int one, int each) {
		return (length <= one) ? 1 : (length + each - 1) / each;
	}

}

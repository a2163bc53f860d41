package io.switchboard.voipstudio;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that stand in the place of a withheld number. Networks and telephone systems
 * write them in the language of their country.
 */
final class WithheldWords {

	/** The words of networks. Each is too long to be an extension. */
	private static final String OF_NETWORKS = "anonymous|restricted|unavailable|private|unknown|withheld|blocked";

	private static final String[] NOUNS = { "caller|number|call|callerid|cli|id|user|party|name",
			"rufnummer|nummer|anrufer|anruf|teilnehmer|numero|correspondant|appelant|appel|llamada|llamante",
			"chiamata|chiamante|chamada|numer|beller|nummeret|numara|arayan|číslo|номер|абонент|вызов|звонок",
			"番号|号码|號碼|来电|來電|번호|발신자|رقم|מספר" };

	private static final String[] WORDS = { OF_NETWORKS, "hidden|unlisted|suppressed|undisclosed|undefined|none|null",
			// German, Dutch
			"unbekannte?[rsn]?|unterdrückte?[rsn]?|anonyme?[rsn]?|privat(e[rsn]?)?|geheime?[rsn]?|verborgene?[rsn]?",
			"onbekende?|anonieme?|anoniem|afgeschermde?|privé|geheim|onbekend|verborgen",
			// French, Spanish, Italian, Portuguese
			"inconnue?|masquée?|privée?|cachée?|secret|confidentiel|indisponible|nonidentifiée?",
			"oculto|oculta|desconocid[oa]|privad[oa]|anónim[oa]|restringid[oa]|nodisponible|noidentificad[oa]",
			"sconosciut[oa]|privat[oa]|anonim[oa]|nascost[oa]|riservat[oa]|nondisponibile",
			"desconhecid[oa]|anônim[oa]|confidencial|nãoidentificad[oa]|indisponível",
			// Polish, Czech
			"nieznan[ya]|zastrzeżon[ya]|prywatn[ya]|ukryt[ya]|anonimow[ya]",
			"neznám[ýáé]|skryt[ýáé]|soukrom[ýáé]|anonymní|utajen[ýáé]",
			// Swedish, Danish, Norwegian, Finnish
			"okän[dt]|hemligt?|dolt|skyddat|ukendt|hemmeligt|skjult|ukjent|anonymt?|tuntematon|salainen|yksityinen",
			// Turkish, Russian, Greek
			"gizli|bilinmeyen|bilinmiyor",
			"неизвестный|неизвестен|неизвестно|скрытый|скрыт|анонимный|анонимно|неопределён",
			"άγνωστος|άγνωστο|απόκρυψη|ανώνυμος",
			// Japanese, Chinese, Korean, Arabic, Hebrew
			"非通知|非通知設定|通知不可能|通知不可|表示圏外|不明|匿名", "未知|私人|隐藏|隱藏|保密|无来电显示|無來電顯示|不显示|未显示",
			"발신번호표시제한|발신자표시제한|표시제한|알수없음|익명|비공개", "غيرمعروف|مجهول|خاص|محجوب", "חסוי|לאידוע|פרטי" };

	/** Letters alone, in lower case and without their marks. */
	private static final Pattern LETTERS = Pattern.compile(
			bare("(?:%1$s)?(?:%2$s)(?:%1$s)*|no(?:callerid|caller|cli|id|number)|outofarea|notavailable|notprovided|na"
				.formatted(String.join("|", NOUNS), String.join("|", WORDS))));

	private static final Pattern HIDDEN = Pattern
		.compile(bare("anon[yií]m|anônim|withheld|restricted|blocked|hidden|unterdrückt|masquée?|ocult|skjult|非通知"));

	/** The same on the keys of a telephone: 266696687 is ANONYMOUS. */
	private static final Set<String> KEYS = Arrays.stream(OF_NETWORKS.split("\\|"))
		.map(WithheldWords::keys)
		.collect(Collectors.toUnmodifiableSet());

	/** Longer than the numbers of services, such as 000. */
	private static final Pattern ZEROS = Pattern.compile("0{5,}");

	private WithheldWords() {
	}

	/**
	 * Whether they say that the number is withheld.
	 * @param letters the letters of a text, in lower case
	 */
	static boolean has(String letters) {
		return LETTERS.matcher(bare(letters)).matches();
	}

	/** Whether digits spell such a word, or are zeros in the place of a number. */
	static boolean isOnKeys(String digits) {
		return KEYS.contains(digits) || ZEROS.matcher(digits).matches();
	}

	/**
	 * Whether a name beside a number says that the caller hides it. A name that is only
	 * unknown says nothing of the number.
	 * @param letters the letters of the name, in lower case
	 */
	static boolean hidesNumber(String letters) {
		return has(letters) && HIDDEN.matcher(bare(letters)).find();
	}

	/** Not every telephone system writes the marks of letters. */
	private static String bare(String text) {
		String apart = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
		return Normalizer.normalize(apart, Normalizer.Form.NFC);
	}

	private static String keys(String word) {
		return word.chars()
			.map((c) -> "22233344455566677778889999".charAt(c - 'a'))
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}

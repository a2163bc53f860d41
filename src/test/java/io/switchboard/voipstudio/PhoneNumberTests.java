package io.switchboard.voipstudio;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneNumberTests {

	private final PhoneNumbers britain = new PhoneNumbers("GB");

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			447700900123, 447700900123
			+44 7700 900123, 447700900123
			` +44-(7700)-900.123`, 447700900123
			0044 7700 900123, 447700900123
			(00)447700900123, 447700900123
			07700 900123, 07700900123
			2001, 2001
			0, 0
			000, 0
			+00 1, 001
			1001, 1001
			00,
			``,
			+,
			`,`,
			12345678901234567890123456789012345, 12345678901234567890123456789012
			0012345678901234567890123456789012345, 12345678901234567890123456789012
			sip:447700900123@10.0.0.5:5060, 447700900123
			sips:+447700900123@example.org;transport=tls, 447700900123
			SIP:00447700900123:secret@example.org, 447700900123
			sip:%2B447700900123@example.org, 447700900123
			sip:+447700900123;isub=12@example.org;user=phone, 447700900123
			`"Jane 7" <sip:447700900123@10.0.0.5:5060>;tag=99`, 447700900123
			<447700900123>, 447700900123
			"Unknown" <sip:447700900123@10.0.0.5>, 447700900123
			"Ann" <sip:447700900123@10.0.0.5>, 447700900123
			447700900123@10.0.0.5, 447700900123
			sip:2001@pbx.example.org, 2001
			sip:10.0.0.5:5060,
			10.0.0.5,
			10.0.0.5:5060,
			sip:jane7@example.org,
			sip:@example.org,
			tel:+44-7700-900123, 447700900123
			tel:+44-7700-900123;ext=12, 447700900123
			tel:7700-900123;phone-context=+44, 447700900123
			tel:2001;phone-context=example.org, 2001
			callto:+447700900123, 447700900123
			447700900123;ext=12, 447700900123
			447700900123#12, 447700900123
			+44 7700 900123 # 12, 447700900123
			+44 7700 900123 ext. 12, 447700900123
			+44 7700 900123x12, 447700900123
			`447700900123,,12#`, 447700900123
			447700900123p12, 447700900123
			*31#447700900123, 447700900123
			#31#+447700900123, 447700900123
			*67 07700900123, 07700900123
			+44 (0)7700-900 123, 447700900123
			+44(0) 20 7946 0123, 442079460123
			0044 (0) 20 7946 0123, 442079460123
			(0)20 7946 0123, 02079460123
			(020) 7946 0123, 02079460123
			٤٤٧٧٠٠٩٠٠١٢٣, 447700900123
			+۴۴۷۷۰۰۹۰۰۱۲۳, 447700900123
			４４７７００９００１２３, 447700900123
			＋４４（０）７７００９００１２３, 447700900123
			४४७७००९००१२३, 447700900123
			`\u202A+44 7700\u00A0900123\u202C`, 447700900123
			1\\r\\nBcc: evil,
			INFO24,
			Vodafone,
			1e5,
			""")
	void a_number_has_one_spelling_whatever_stands_in_its_place(String text, String digits) {
		String field = unescaped(text);
		assertThat(PhoneNumber.digits(field)).isEqualTo(digits);
		if (digits != null) {
			assertThat(PhoneNumber.isWithheld(field)).isFalse();
		}
	}

	private static String unescaped(String text) {
		return (text != null) ? text.translateEscapes() : null;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-", "anonymous", "Anonymous", "ANONYMOUS", "Restricted", "Unavailable",
			"Private", "Unknown", "withheld", "Withheld number", "number withheld", "Private Number", "Unknown caller",
			"No Caller ID", "Caller ID blocked", "Not available", "Out of area", "N/A", "null", "undefined", "Ｐｒｉｖａｔｅ",
			"sip:anonymous@anonymous.invalid", "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1",
			"sip:Restricted@10.0.0.5:5060", "tel:anonymous", "sip:unknown@example.org",
			"<sip:unavailable@unknown.invalid>", "266696687", "+266696687", "00266696687", "7378742833",
			"+737 874 2833", "86282452253", "7748283", "8656696", "94844353", "2562533", "sip:266696687@10.0.0.5:5060",
			"tel:+266696687", "２６６６９６６８７", "Unbekannt", "Unbekannter Anrufer", "Rufnummer unterdrückt", "Anonym",
			"Número oculto", "NUMERO DESCONOCIDO", "Llamada privada", "非通知", "番号非通知", "Inconnu", "Numéro masqué",
			"0000000000", "00000", "+00000000", "000-000-0000", "sip:0000000000@10.0.0.5", "Privé", "Appel anonyme",
			"Anonyme", "Privato", "Numero sconosciuto", "Número privado", "Anônimo", "Onbekend", "Anonieme beller",
			"Numer zastrzeżony", "Neznámé číslo", "Okänt nummer", "Hemligt nummer", "Skjult nummer", "Tuntematon",
			"Gizli Numara", "Номер скрыт", "Неизвестный номер", "Άγνωστος", "未知号码", "隐藏号码", "발신번호 표시제한", "رقم خاص",
			"מספר חסוי", "\"Unbekannt\" <sip:unbekannt@10.0.0.5>", "\"Anonymous\" <sip:447700900123@10.0.0.5>",
			"Withheld number <447700900123>" })
	void a_withheld_number_is_none(String text) {
		assertThat(PhoneNumber.isWithheld(text)).isTrue();
		assertThat(PhoneNumber.digits(text)).isNull();
		assertThat(PhoneNumber.shown(text)).isNull();
		assertThat(this.britain.e164(text)).isNull();
		assertThat(this.britain.spellings(text)).isEmpty();
		assertThat(this.britain.isOneOf(text, text)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "447700900123, 447700900123", "+44 (0)7700 900123, +44 (0)7700 900123",
			"sip:447700900123@10.0.0.5:5060, 447700900123", "sip:+447700900123@10.0.0.5, +447700900123",
			"٤٤٧٧٠٠٩٠٠١٢٣, 447700900123", "Vodafone, Vodafone", "sip:jane@example.org, sip:jane@example.org" })
	void people_see_a_number_as_it_was_written_or_its_digits(String text, String shown) {
		assertThat(PhoneNumber.shown(text)).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "447700900123", "07700 900123", "+44 (0)7700-900 123", "sip:447700900123@10.0.0.5:5060",
			"tel:+44-7700-900123;ext=12", "0044 7700 900123", "٠٧٧٠٠٩٠٠١٢٣" })
	void a_number_is_compared_with_its_country(String text) {
		assertThat(this.britain.e164(text)).isEqualTo("+447700900123");
		assertThat(this.britain.isOneOf(text, "020 7946 0123, 07700 900 123")).isTrue();
		assertThat(this.britain.spellings(text)).contains("447700900123", "07700900123");
	}

	/** As people write it in a CRM, a list, or a spreadsheet. */
	@ParameterizedTest
	@ValueSource(strings = { "+1 201 555 0123", "(+1) 201 555 0123", "(+1)201-555-0123", "( +1 ) 201 555 0123",
			"'+12015550123", "\"+12015550123\"", "-+1-201-555-0123", "tel:(+1)201-555-0123", "(＋１) 201 555 0123",
			"(001) 201 555 0123", "<(+1) 201 555 0123>" })
	void a_plus_names_the_country_whatever_stands_before_it(String text) {
		assertThat(PhoneNumber.of(text)).isEqualTo(new PhoneNumber("12015550123", true));
		assertThat(this.britain.typed(text)).hasValue("+12015550123");
		assertThat(this.britain.isOneOf("12015550123", text)).isTrue();
	}

	@Test
	void a_number_without_its_country_is_one_of_the_region() {
		assertThat(new PhoneNumbers("pl").e164("600 100 200")).isEqualTo("+48600100200");
		assertThat(new PhoneNumbers("US").spellings("(202) 555-0123")).contains("12025550123", "2025550123");
		assertThat(this.britain.spellings("020 7946 0123")).contains("02079460123", "442079460123");
		assertThat(this.britain.spellings("2001")).containsExactly("2001");
		assertThat(this.britain.e164("2001")).isNull();
	}

}

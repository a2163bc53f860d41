package io.switchboard.text;

import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormatsTests {

	private static final Formats FORMATS = new Formats(ZoneId.of("Europe/London"), Locale.UK);

	@ParameterizedTest
	@ValueSource(strings = { "2026-04-28 10:00:00", " 2026-04-28 10:00:00 ", "2026-04-28T10:00:00Z",
			"2026-04-28t10:00:00z", "2026-04-28T12:00:00+02:00", "2026-04-28 12:00:00 +0200",
			"2026-04-28T10:00:00.123Z", "2026-04-28T10:00:00", "2026-04-28T10:00Z", "1777370400", "1777370400.0" })
	void a_time_in_any_spelling_is_local(String text) {
		assertThat(FORMATS.time(text)).isEqualTo("28 Apr 2026, 11:00:00 (Europe/London)");
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " ", "yesterday", "0000-00-00 00:00:00", "2026-02-30 10:00:00", "2026-04-28", "true", "68",
			"99999999999999999999", "+1000000000-01-01T00:00:00Z" })
	void what_is_no_time_is_unknown(String text) {
		assertThat(FORMATS.time(text)).isEqualTo("unknown");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 s", "68, 1 min 8 s", "68.0, 1 min 8 s", "67.5, 1 min 8 s", "6.8e1, 1 min 8 s",
			"' 68 ', 1 min 8 s", "59.6, 1 min 0 s", "3600, 1 h 0 min 0 s", "3725, 1 h 2 min 5 s", "'', unknown",
			"1m, unknown", "-1, unknown", "long, unknown", "true, unknown", "1e99999, unknown",
			"99999999999999999999999, unknown" })
	void a_span_in_any_spelling_is_told_in_words(String seconds, String told) {
		assertThat(Formats.span(seconds)).isEqualTo(told);
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " ", "\u200b", "\u202e\n" })
	void who_has_no_name_is_unknown(String name) {
		assertThat(Formats.known(name)).isEqualTo("unknown");
	}

}

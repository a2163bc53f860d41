package io.switchboard.text;

import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadableTests {

	@ParameterizedTest
	@ValueSource(strings = { "Roe & Daughters", "Zoë Müller", "Łukasz", "e\u0301", "שלום", "مرحبا", "日本語", "한국어",
			"நன்றி", "ไทย", "می\u200cخواهم", "क्\u200dष", "👩\u200d💻", "👩🏽\u200d🚒", "❤\ufe0f\u200d🔥",
			"1\ufe0f\u20e3", "🇬🇧", "‘’“”–…", "±½€", "\u0600١" })
	void what_has_a_sign_stays(String text) {
		assertThat(Readable.line(text)).isEqualTo(text);
		assertThat(Readable.lines(text)).isEqualTo(text);
	}

	@Test
	void what_has_none_goes() {
		assertThat(Readable.line("gnp.\u202eexe")).isEqualTo("gnp.exe");
		assertThat(Readable.line("\u2066a\u2069\u200f\u061c b")).isEqualTo("a b");
		assertThat(Readable.line("pay\u200bp\u200da\u2060l\ufeff\u00ad\u180e")).isEqualTo("paypal");
		assertThat(Readable.line("a\u001b[31mred\u0007\u009b")).isEqualTo("a[31mred");
		assertThat(Readable.line("a\ud83d b\ude00 c\uffff")).isEqualTo("a\ufffd b\ufffd c\ufffd");
		assertThat(Readable.line("\udb40\udc41\u3164\u034f")).isEmpty();
		assertThat(Readable.line(null)).isEmpty();
	}

	@Test
	void a_line_is_one_and_lines_are_kept() {
		assertThat(Readable.line(" a\r\nb\u0085c\u2028d\u2029e\u000bf\tg \n")).isEqualTo("a b c d e f g");
		assertThat(Readable.lines("a\r\nb\u0085c\u2028d\u001b\te\n")).isEqualTo("a\nb\nc\nd\te\n");
	}

	@Test
	void what_has_no_sign_can_be_shown_by_its_number() {
		assertThat(Readable.numbered("a\r\n\t\u202eb\u0085\ud83d😀\u200d"))
			.isEqualTo("a\n\t\\u202eb\\u0085\\ud83d😀\\u200d");
	}

	@Test
	void a_sign_is_never_cut_in_two() {
		assertThat(Readable.cut("abc", 3)).isEqualTo("abc");
		assertThat(Readable.cut("abcd", 3)).isEqualTo("ab…");
		assertThat(Readable.cut("ab😀d", 4)).isEqualTo("ab…");
		assertThat(Readable.cut("abe\u0301d", 4)).isEqualTo("ab…");
		assertThat(Readable.cut("ab👩\u200d💻cdefg", 7)).isEqualTo("ab…");
		assertThat(Readable.cut("e" + "\u0301".repeat(300), 5)).isEqualTo("e\u0301\u0301\u0301…");
		assertThat(Readable.cut("😀😀", 2)).isEqualTo("…");
	}

	@Property(tries = 300)
	void whatever_comes_is_readable_and_stays_so(@ForAll String text) {
		String line = Readable.line(text);
		assertThat(line.codePoints()).noneMatch((each) -> Character.getType(each) == Character.CONTROL
				|| Character.getType(each) == Character.SURROGATE || each == 0x202E || each == 0x200B);
		assertThat(Readable.line(line)).isEqualTo(line);
		for (int most = 1; most < 12; most++) {
			String cut = Readable.cut(text, most);
			assertThat(cut.length()).isLessThanOrEqualTo(Math.max(most, 1));
			assertThat(text).startsWith((cut.length() == text.length()) ? cut : cut.substring(0, cut.length() - 1));
		}
	}

	@Test
	void what_a_log_line_quotes_is_part_of_it() {
		LoggingEvent event = new LoggingEvent("x", new LoggerContext().getLogger("x"), Level.INFO,
				"node {} has\n{} of {}", null,
				new Object[] { "a\n2026-01-01 ERROR fake\u001b[2J", 7, Map.of("k", "\u202ev") });
		assertThat(new ReadableLog().convert(event)).isEqualTo("node a 2026-01-01 ERROR fake[2J has\n7 of {k=v}");
		LoggingEvent plain = new LoggingEvent("x", new LoggerContext().getLogger("x"), Level.INFO, "two\nlines", null,
				null);
		assertThat(new ReadableLog().convert(plain)).isEqualTo("two\nlines");
	}

}

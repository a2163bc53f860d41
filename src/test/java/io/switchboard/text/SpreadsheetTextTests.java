package io.switchboard.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A cell of a spreadsheet holds no formula from outside. */
class SpreadsheetTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+44", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "\u202e=1", "\0=1",
			"\u001b=1", "\u0085=1", "\ufeff=1", "\tx", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", "\ufe661",
			"\u3000\uff1d1" })
	void what_would_be_a_formula_is_text(String text) {
		assertThat(SpreadsheetText.safe(text)).startsWith("'").doesNotContain("\u200b", "\u202e", "\0", "\u001b");
	}

	@Test
	void what_people_cannot_see_goes_and_lines_stay() {
		assertThat(SpreadsheetText.safe("a\u202egnp.exe\u200b\u001b[31m\u0085b\r\nc \ud83d"))
			.isEqualTo("agnp.exe[31m\nb\nc \ufffd");
		assertThat(SpreadsheetText.safe("Roe & Daughters, 50% = half")).isEqualTo("Roe & Daughters, 50% = half");
		assertThat(SpreadsheetText.safe("")).isEmpty();
		assertThat(SpreadsheetText.safe("\uff2a\uff4f\uff45")).isEqualTo("\uff2a\uff4f\uff45");
	}

}

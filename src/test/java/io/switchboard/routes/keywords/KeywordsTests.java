package io.switchboard.routes.keywords;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The keyword of a text, and texts that robots sent. */
class KeywordsTests {

	private final Keywords keywords = Keywords.of(Path.of("routes"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			stop                              | stop
			 Stop.                            | stop
			"STOP"!!                          | stop
			Ｓｔｏｐ                          | stop
			Arrêt                             | stop
			ARRÊT !                           | stop
			stop texting me                   | stop
			please stop                       | stop
			Please stop it now                |
			Stop all                          | stop
			Stop by at five please            |
			nonstop                           |
			bus stop                          |
			start                             | start
			unstop                            | start
			hours                             | hours
			Your HOURS, please?               | hours
			Wann sind die öffnungszeiten      | hours
			OFFNUNGSZEITEN                    | hours
			when are\u00a0you open            | hours
			after-hours                       | hours
			hourss                            |
			Any help with my hours            | hours
			help!                             | ticket
			😀                                |
			~~                                |
			""")
	void a_text_has_the_first_keyword_that_it_says(String text, String keyword) {
		Keyword found = this.keywords.of((text != null) ? text.replace("\\u00a0", "\u00a0") : null);
		assertThat((found != null) ? found.name() : null).isEqualTo(keyword);
	}

	@Test
	void robots_and_our_own_answers_are_known() {
		assertThat(this.keywords.robot("AUTO-REPLY: I am away")).isNotNull();
		assertThat(this.keywords.robot("Réponse automatique : absent")).isNotNull();
		assertThat(this.keywords.robot(">> we are there on mondays to fridays, from 9:00 to 17:30 <<")).isNotNull();
		assertThat(this.keywords.robot("I replied automatically? No.")).isNull();
	}

	@Test
	void parts_of_a_text_are_counted_as_networks_do() {
		assertThat(KeywordText.parts("a".repeat(160))).isOne();
		assertThat(KeywordText.parts("a".repeat(161))).isEqualTo(2);
		assertThat(KeywordText.parts("€".repeat(81))).isEqualTo(2);
		assertThat(KeywordText.parts("я".repeat(70))).isOne();
		assertThat(KeywordText.parts("я".repeat(202))).isEqualTo(4);
	}

}

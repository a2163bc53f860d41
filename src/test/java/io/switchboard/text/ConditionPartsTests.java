package io.switchboard.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionPartsTests {

	@Test
	void an_operator_in_quotes_is_a_part_of_the_text() {
		assertThat(ConditionParts.of("${body[a]} == 'x && y' && ${body[b]} != \"it's || z\"||${body[c]}", "&&", "||"))
			.containsExactly("${body[a]} == 'x && y'", "${body[b]} != \"it's || z\"", "${body[c]}");
		assertThat(ConditionParts.of("${body[a]} || ${body[b]}", "&&")).containsExactly("${body[a]} || ${body[b]}");
		assertThat(ConditionParts.of("", "&&")).containsExactly("");
		assertThat(ConditionParts.of("${body[a]} == 'x && y", "&&")).hasSize(1);
	}

}

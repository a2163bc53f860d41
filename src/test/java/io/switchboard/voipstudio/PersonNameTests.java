package io.switchboard.voipstudio;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A name of the platform, as people see it. */
class PersonNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			Jane Doe                          | Jane Doe          | Jane Doe
			"Jane Doe" <447700900123>         | Jane Doe          | Jane Doe
			Jane Doe <sip:447700900123@x.y>   | Jane Doe          | Jane Doe
			"Jane \\"J\\" Doe" <447700900123> | Jane "J" Doe      | Jane "J" Doe
			"442035141598" <2035141598>       | 442035141598      |
			447700900123                      | 447700900123      |
			+44 (7700) 900-123                | +44 (7700) 900-123 |
			<447700900123>                    |                   |
			""                                |                   |
			"                                 | "                 |
			Smith <Ltd>                       | Smith <Ltd>       | Smith <Ltd>
			24/7                              | 24/7              |
			Anonymous                         | Anonymous         |
			1st Line                          | 1st Line          | 1st Line
			                                  |                   |
			""")
	void a_name_is_shown_without_the_signs_of_sip(@Nullable String text, @Nullable String name,
			@Nullable String ofCaller) {
		assertThat(PersonName.of(text)).isEqualTo(name);
		assertThat(PersonName.ofCaller(text)).isEqualTo(ofCaller);
	}

}

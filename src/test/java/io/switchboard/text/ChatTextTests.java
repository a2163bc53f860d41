package io.switchboard.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names from outside are plain text in a chat. */
class ChatTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Jane Doe                            | Jane Doe
			<!channel> now                      | &lt;!channel&gt; now
			<https://evil.test>                 | &lt;https://evil.test&gt;
			Roe & Daughters                     | Roe &amp; Daughters
			<users/all>                         | &lt;users/all&gt;
			""")
	void nobody_is_mentioned_and_nothing_is_a_link_in_angle_brackets(String text, String shown) {
		assertThat(ChatText.entities(text)).isEqualTo(shown);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Jane Doe                      | Jane Doe
			+44 7700 900123               | \\+44 7700 900123
			@channel                      | @\u200Bchannel
			[Your bank](https://evil.test)| \\[Your bank\\]\\(https:\u200B//evil.test\\)
			**bold** `code` ~x~           | \\*\\*bold\\*\\* \\`code\\` \\~x\\~
			<at>all</at>                  | \\<at\\>all\\</at\\>
			""")
	void a_name_is_no_mark_up_in_markdown(String text, String shown) {
		assertThat(ChatText.markdown(text)).isEqualTo(shown);
	}

}

package io.switchboard.text;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UrlTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a&b=c%41+#?;{}'\"<>|\\^`", "$ ${ } {{ }} RAW(x)", "\0\r\n\t\u0085\u2028",
			"\u202eexe.png", "e\u0301 \u00e9 \ufb01", "\ud83d\ude00", "a/b;c=d", "half \ud83d", "\ude00\ud83d half" })
	void the_other_side_reads_the_same_text_with_whole_characters(String text) throws IOException {
		String whole = text.replace("half \ud83d", "half \ufffd").replace("\ude00\ud83d half", "\ufffd\ufffd half");
		assertThat(UrlText.whole(text)).isEqualTo(whole);
		assertThat(URLDecoder.decode(UrlText.value(text), StandardCharsets.UTF_8)).isEqualTo(whole);
		assertThat(new ObjectMapper().readTree(JsonText.of(Map.of("text", text)).getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(new ObjectMapper().createObjectNode().put("text", whole));
		URI address = URI.create("http://localhost/x/" + UrlText.path(text) + "?a=b");
		assertThat(address.getPath()).isEqualTo("/x/" + whole);
		assertThat(address.getQuery()).isEqualTo("a=b");
		assertThat(address.getRawPath()).matches("[ -~&&[^;+?#\"<>]]*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://switchboard.test/desk", "https://switchboard.test/desk/",
			" https://switchboard.test/desk// " })
	void paths_are_put_behind_an_address_with_one_slash(String address) {
		assertThat(UrlText.base(address)).isEqualTo("https://switchboard.test/desk");
	}

}

package io.switchboard.routes;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names are cut to what a destination takes, and have emoji. */
class TruncatedTextTests {

	private static final String[] SIGNS = { "😀", "👩\u200d💻", "🇬🇧", "👍🏽", "e\u0301", "❤\ufe0f" };

	@ParameterizedTest
	@CsvSource({ "json, truncate", "json, truncate_c", "json, truncate_w", "txt, truncate", "html, truncate",
			"html, truncate_m", "html, truncate_c_m", "html, truncate_w_m" })
	void a_template_never_cuts_a_sign_in_two(String ending, String cut, @TempDir Path routes) throws Exception {
		Path template = Files.createDirectories(routes.resolve("templates")).resolve("cut." + ending);
		Files.writeString(template, "${name?%s(20)}".formatted(cut));
		for (String sign : SIGNS) {
			for (int before = 0; before < 24; before++) {
				String name = "x".repeat(before) + sign.repeat(20);
				StringWriter text = new StringWriter();
				new Templates(new DisplaySettings(ZoneOffset.UTC, Locale.UK), "http://localhost").of(routes)
					.getTemplate("cut." + ending)
					.process(Map.of("name", name), text);
				String left = text.toString().replaceFirst("(<.*|\\[\\.\\.\\.])$", "").replaceFirst("^x*", "");
				assertThat(left.replace(sign, "")).as(name).isEmpty();
			}
		}
	}

}

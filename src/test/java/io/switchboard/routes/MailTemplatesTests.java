package io.switchboard.routes;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails in HTML have one frame, which no template repeats. */
class MailTemplatesTests {

	private static final Path TEMPLATES = Path.of("routes", "templates");

	private static final Map<String, Object> EVENT = Map.of("body",
			Map.of("text", "<b>Hello</b>", "to_no", "2001", "dst_name", "Support", "duration", "68"), "variables",
			Map.of("caller", "<Jane>", "called", "Support", "context_kind", "queue", "root_call_id", 5, "waiting",
					List.of(Map.of("src_name", "<Jane>", "number", "447700900123", "tries", 2)), "gathered",
					List.of(Map.of("event_name", "call.missed", "caller", "<Jane>", "root_call_id", 5))));

	@ParameterizedTest
	@MethodSource("mails")
	void a_mail_is_for_phones_and_for_the_dark_too(String mail) throws Exception {
		String html = render(Path.of("routes"), mail);
		assertThat(html.strip()).startsWith("<!DOCTYPE html>").endsWith("</html>");
		for (String once : List.of("<meta name=\"viewport\" content=\"width=device-width", "prefers-color-scheme: dark",
				"<meta name=\"color-scheme\" content=\"light dark\"", "</head>", "<body ", "&lt;Jane&gt;")) {
			assertThat(html.split(java.util.regex.Pattern.quote(once), -1)).as(once).hasSize(2);
		}
		assertThat(html).doesNotContain("<Jane>", "<b>Hello");
	}

	@Test
	void no_mail_repeats_the_frame() throws Exception {
		for (String mail : mails()) {
			assertThat(Files.readString(TEMPLATES.resolve(mail))).as(mail).doesNotContain("<head", "<style", "<body");
		}
	}

	@Test
	void a_third_mail_needs_three_lines(@TempDir Path routes) throws Exception {
		Path parts = Files.createDirectories(routes.resolve("templates/parts"));
		Files.copy(TEMPLATES.resolve("parts/mail.html"), parts.resolve("mail.html"));
		Files.writeString(routes.resolve("templates/third.html"), """
				<#import "parts/mail.html" as mail>
				<@mail.page "A & B"><tr><td><table><@mail.row "From">${variables.caller}</@mail.row></table></td></tr>
				</@mail.page>
				""");
		assertThat(render(routes, "third.html")).contains("<title>A &amp; B</title>", ">From</td><td>&lt;Jane&gt;</td>",
				"prefers-color-scheme: dark");
	}

	static List<String> mails() throws Exception {
		try (Stream<Path> files = Files.list(TEMPLATES)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".html"))
				.sorted()
				.toList();
		}
	}

	private static String render(Path routes, String mail) throws Exception {
		StringWriter html = new StringWriter();
		new Templates(new DisplaySettings(ZoneOffset.UTC, Locale.UK), "http://localhost").of(routes)
			.getTemplate(mail)
			.process(EVENT, html);
		return html.toString();
	}

}

package io.switchboard.voipstudio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** The definition of an answer, and that there is only one. */
class AnsweredRuleTests {

	private static final String CONNECTED = "2026-04-28 08:46:10";

	private static final Pattern DECIDES = Pattern.compile(
			"connected_at[\\]}\"')]*+ *+(?:!=|==|\\?\\?)|connectedAt\\(\\) *+[!=]= null|case (?:EventNames\\.CONNECTED|\"call.connected\") -> true");

	@ParameterizedTest
	@CsvSource(textBlock = """
			call.hangup,    LOCAL_USER, in,  2026-04-28 08:46:10, true
			call.connected, user,       in,  ,                    true
			call.hold,      LOCAL_USER, in,  2026-04-28 08:46:10, true
			call.hangup,    RG-7,       in,  2026-04-28 08:46:10, true
			call.hangup,    LOCAL_USER, in,  ,                    false
			call.hangup,    LOCAL_USER, in,  never,               false
			call.missed,    LOCAL_USER, in,  2026-04-28 08:46:10, false
			call.ringing,   LOCAL_USER, in,  2026-04-28 08:46:10, false
			call.hangup,    VOICEMAIL,  in,  2026-04-28 08:46:10, false
			call.hangup,    vm-7,       out, 2026-04-28 08:46:10, false
			call.hangup,    IVR-2,      in,  2026-04-28 08:46:10, false
			call.hangup,    IVR-2,      out, 2026-04-28 08:46:10, true
			call.hangup,    ,           OUT, 2026-04-28 08:46:10, true
			call.hangup,    ,           in,  2026-04-28 08:46:10, false
			call.connected, QUEUE,      in,  2026-04-28 08:46:10, false
			call.hangup,    QUEUE,      in,  2026-04-28 08:46:10, true
			call.missed,    QUEUE,      in,  2026-04-28 08:46:10, false
			""")
	void what_one_event_says_of_an_answer(String name, String context, String destination, String connectedAt,
			boolean answered) {
		assertThat(AnsweredRule.of(new StandardEnvironment()).isAnswered(name, connectedAt, context, destination))
			.isEqualTo(answered);
	}

	@ParameterizedTest
	@CsvSource({ "IVR-2, true", "conf-1, true", "CONF-2, false", "LOCAL_USER, false", "BOX, false" })
	void the_contexts_that_count_are_settings(String context, boolean answered) {
		StandardEnvironment settings = new StandardEnvironment();
		settings.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("calls.answer-contexts", "ivr*, Conf-1, box", "calls.voicemail-contexts[0]", "box")));
		assertThat(AnsweredRule.of(settings).isAnswered("call.hangup", CONNECTED, context, "in")).isEqualTo(answered);
	}

	/** Code that asks for {@code connected_at} by itself has a second definition. */
	@Test
	void nobody_else_decides_what_an_answer_is() throws IOException {
		TreeSet<String> deciders = new TreeSet<>();
		for (Path folder : List.of(Path.of("routes"), Path.of("src/main/java/io/switchboard"))) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					String name = folder.relativize(file).toString();
					// the simulator shares no code with Switchboard, like VoIPstudio
					boolean left = name.startsWith("samples") || name.startsWith("simulator") || name.endsWith(".md");
					if (!left && DECIDES.matcher(Files.readString(file)).find()) {
						deciders.add(name);
					}
				}
			}
		}
		assertThat(deciders).containsOnly("calls/CallLegs.java", "voipstudio/AnsweredRule.java");
	}

}

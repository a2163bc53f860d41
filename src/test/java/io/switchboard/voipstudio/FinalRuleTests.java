package io.switchboard.voipstudio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The definition of {@code final}, and that there is only one. */
class FinalRuleTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			call.missed | {"final":true}      | true  | true
			call.missed | {"final":false}     | false | false
			call.missed | {"final":"TRUE"}    | true  | true
			call.missed | {"final":" False "} | false | false
			call.missed | {"final":1}         | true  | true
			call.missed | {"final":0}         | false | false
			call.missed | {"final":"0"}       | false | false
			call.missed | {"final":null}      | true  | false
			call.missed | {"final":"perhaps"} | true  | false
			call.missed | {"final":{}}        | true  | false
			call.missed | {}                  | true  | false
			call.hangup | {}                  | true  | true
			call.hangup | {"final":""}        | true  | true
			call.hangup | {"final":false}     | false | false
			call.hold   | {}                  | true  | true
			            | {}                  | true  | true
			""")
	void what_is_final(String name, String body, boolean isFinal, boolean otherwise) throws IOException {
		Object said = new ObjectMapper().readValue(body, Map.class).get("final");
		assertThat(new FinalRule(true).isFinal(name, said)).isEqualTo(isFinal);
		assertThat(new FinalRule(false).isFinal(name, said)).as("with the setting off").isEqualTo(otherwise);
		boolean end = "call.missed".equals(name) || "call.hangup".equals(name);
		assertThat(new FinalRule(true).endsCall(name, said)).isEqualTo(isFinal && end);
	}

	/** The rules of the platform that must not be written a second time. */
	@Test
	void a_rule_of_the_platform_stands_once_and_at_the_bottom() throws IOException {
		Map<String, String> rules = Map.of("the setting of what is final", "final-when-absent", "how it writes a time",
				"uuuu-MM-dd HH:mm:ss", "the time in an event's id", "[0-9a-f]{13}", "a queue's context",
				"startsWith(\"QUEUE", "a ring group's context", "startsWith(\"RG-", "a whole number",
				"longValueExact()", "yes or no", "case \"false\"", "what a caller is who withholds it",
				"withheld number\"", "the fields of an event", "\"src_hash\"");
		for (Map.Entry<String, String> rule : rules.entrySet()) {
			assertThat(filesWith(rule.getValue())).as(rule.getKey())
				.hasSize(1)
				.allMatch((file) -> file.startsWith("voipstudio/"));
		}
	}

	private static List<String> filesWith(String text) throws IOException {
		Path root = Path.of("src/main/java/io/switchboard");
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> contains(file, text))
				.map((file) -> root.relativize(file).toString())
				// the simulator shares no code with Switchboard, like VoIPstudio
				.filter((file) -> !file.startsWith("simulator/"))
				.collect(Collectors.toList());
		}
	}

	private static boolean contains(Path file, String text) {
		try {
			return Files.readString(file).contains(text);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}

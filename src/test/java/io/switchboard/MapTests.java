package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.delivery.durable.DurableEndpoint;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** routes/README.md says what the switchboard does. */
@SwitchboardTest
class MapTests {

	private static final String HEAD = "| event_name | context | final | routes | lands in |";

	private static final String RULE = "|---|---|---|---|---|";

	private static final Pattern ROW = Pattern.compile("""
			\\| (?:`(?<name>[a-z_.]+)`(?<outcomes>(?:,? [a-z-]+)*)|anything else) \
			\\| (?<contexts>any|(?:queue|ring-group|user|unknown)(?:, (?:queue|ring-group|user|unknown))*) \
			\\| (?<final>any|true|false) \
			\\| (?<routes>`[a-z0-9-]+`(?: `[a-z0-9-]+`)*)(?:, if on (?<how>also|instead)(?<more>(?: `[a-z0-9-]+`)+))? \
			\\| [^|]*[^| ][^|]* \\|""");

	@Autowired
	Client client;

	record Row(String eventName, String outcome, String contextKind, Boolean isFinal, List<String> routes) {
	}

	@Test
	void every_option_of_a_channel_stands_in_the_table() throws IOException {
		List<String> options = Arrays.stream(DurableEndpoint.class.getDeclaredFields())
			.filter((field) -> field.isAnnotationPresent(UriParam.class))
			.map(Field::getName)
			.toList();
		assertThat(Files.readString(Path.of("routes", "README.md"))
			.lines()
			.dropWhile((line) -> !line.startsWith("| option | default |"))
			.takeWhile((line) -> !line.isBlank())
			.filter((line) -> line.matches("\\| `[a-z][a-zA-Z]*` \\|.*"))
			.map((line) -> line.split("`")[1])).containsExactlyInAnyOrderElementsOf(options);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void a_row_of_the_map_is_true(Row row) {
		check(this.client, row);
	}

	static void check(Client client, Row row) {
		ObjectNode event = JsonNodeFactory.instance.objectNode().put("event_name", row.eventName());
		event.put("call_id", 1).put("destination", "in").put("context", switch (row.contextKind()) {
			case "queue" -> "QUEUE";
			case "ring-group" -> "RG-7";
			case "user" -> "LOCAL_USER";
			default -> "IVR-1";
		});
		if (row.eventName().equals("sms.received")) {
			event.put("from_no", "447700900456");
			event.put("text", row.outcome().equals("answer") ? "What are your hours?" : row.outcome());
		}
		else if (!row.outcome().isEmpty()) {
			event.put("outcome", row.outcome());
		}
		if (row.isFinal() != null) {
			event.put("final", row.isFinal());
		}
		assertThat(client.routes(client.accept(event).path("id").asText()))
			.containsExactlyInAnyOrderElementsOf(row.routes());
	}

	@Test
	void every_route_stands_in_the_map() {
		TreeSet<String> mapped = new TreeSet<>();
		rows(false).forEach((row) -> mapped.addAll(row.routes()));
		rows(true).forEach((row) -> mapped.addAll(row.routes()));
		TreeSet<String> routes = new TreeSet<>(
				HouseRulesTests.routeFiles().stream().map(HouseRulesTests::name).toList());
		routes.remove("switchboard");
		// no rule names it: it has a schedule
		routes.remove("follow-ups-to-email");
		routes.addAll(Samples.routesInJava());
		assertThat(mapped).isEqualTo(routes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "| `call.hangup` | queue | true | `unrouted` |",
			"| call.hangup | queue | true | `unrouted` | nowhere |",
			"| `call.hangup` | Queue | true | `unrouted` | nowhere |",
			"| `call.hangup` | queue user | true | `unrouted` | nowhere |",
			"| `call.hangup` | queue | maybe | `unrouted` | nowhere |",
			"| `call.hangup` | queue | true | unrouted | nowhere |",
			"| `call.hangup` | queue | true | `unrouted`, `dtmf-to-database` | nowhere |",
			"| `call.hangup` | queue | true | `unrouted`, if on `dtmf-to-database` | nowhere |",
			"|`call.hangup`| queue | true | | nowhere |", "| `call.hangup` | queue | true | `unrouted` | |",
			"`call.hangup` | queue | true | `unrouted` | nowhere |" })
	void a_row_that_cannot_be_read_fails(String line) {
		assertThatThrownBy(() -> rows(List.of(HEAD, RULE, line), false)).hasMessageContaining(line);
	}

	static List<Row> rows() {
		return rows(false);
	}

	/** What is off by default stands behind "if on". */
	static List<Row> rows(boolean on) {
		try {
			List<Row> rows = rows(Files.readAllLines(Path.of("routes", "README.md")), on);
			assertThat(rows).hasSizeGreaterThan(50);
			return rows;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Of the table below its head, to the next empty line. */
	private static List<Row> rows(List<String> lines, boolean on) {
		int head = lines.indexOf(HEAD);
		assertThat(head).as("the map's head").isNotNegative();
		assertThat(lines.get(head + 1)).isEqualTo(RULE);
		return lines.stream()
			.skip(head + 2)
			.takeWhile((line) -> !line.isBlank())
			.flatMap((line) -> rows(line, on).stream())
			.toList();
	}

	private static List<Row> rows(String line, boolean on) {
		Matcher row = ROW.matcher(line);
		assertThat(row.matches()).as("this row of the map can be read: " + line).isTrue();
		String eventName = (row.group("name") != null) ? row.group("name") : "call.anything-else";
		String contexts = row.group("contexts").equals("any") ? "queue, ring-group, user, unknown"
				: row.group("contexts");
		List<Boolean> finals = row.group("final").equals("any") ? Arrays.asList(true, false, null)
				: List.of(Boolean.valueOf(row.group("final")));
		String more = (on && row.group("more") != null) ? row.group("more") : "";
		String way = "instead".equals(row.group("how")) && on ? more : row.group("routes") + more;
		List<String> routes = Pattern.compile("`([^`]+)`").matcher(way).results().map((each) -> each.group(1)).toList();
		String[] outcomes = (row.group("outcomes") != null) ? row.group("outcomes").strip().split(", ")
				: new String[] { "" };
		return Arrays.stream(contexts.split(", "))
			.flatMap((context) -> finals.stream()
				.flatMap((each) -> Arrays.stream(outcomes)
					.map((outcome) -> new Row(eventName, outcome, context, each, routes))))
			.toList();
	}

}

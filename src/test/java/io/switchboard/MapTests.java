package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.delivery.DurableEndpoint;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** routes/README.md says what the switchboard does. */
@SwitchboardTest
class MapTests {

	@Autowired
	Client client;

	record Row(String eventName, String contextKind, Boolean isFinal, List<String> routes) {
	}

	@Test
	void every_option_of_a_channel_stands_in_the_table() throws IOException {
		List<String> options = Arrays.stream(DurableEndpoint.class.getDeclaredFields())
			.filter((field) -> field.isAnnotationPresent(UriParam.class))
			.map(Field::getName)
			.toList();
		assertThat(Files.readString(Path.of("routes", "README.md"))
			.lines()
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
		routes.add("call-ended-to-database");
		assertThat(mapped).isEqualTo(routes);
	}

	static List<Row> rows() {
		return rows(false);
	}

	/** What is off by default stands behind "if on". */
	static List<Row> rows(boolean on) {
		List<Row> rows = new ArrayList<>();
		try (Stream<String> lines = Files.lines(Path.of("routes", "README.md"))) {
			lines.filter((line) -> line.startsWith("| ") && line.contains("-to-") || line.contains("`unrouted`"))
				.filter((line) -> line.split("[|]").length == 6)
				.forEach((line) -> rows.addAll(rows(line, on)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		assertThat(rows).hasSizeGreaterThan(15);
		return rows;
	}

	private static List<Row> rows(String line, boolean on) {
		String[] cells = line.substring(1).split("\\|");
		String eventName = cells[0].contains("`") ? cells[0].replaceAll("[` ]", "") : "call.anything-else";
		String contexts = cells[1].contains("any") ? "queue,ring-group,user,unknown" : cells[1];
		List<Boolean> finals = cells[2].contains("any") ? Arrays.asList(true, false, null)
				: List.of(Boolean.valueOf(cells[2].strip()));
		String[] ways = cells[3].split(", if on ", 2);
		String way = (on && ways.length > 1) ? (ways[1].startsWith("instead") ? ways[1] : cells[3]) : ways[0];
		List<String> routes = Pattern.compile("`([^`]+)`").matcher(way).results().map((each) -> each.group(1)).toList();
		return Arrays.stream(contexts.split(","))
			.flatMap((context) -> finals.stream().map((each) -> new Row(eventName, context.strip(), each, routes)))
			.toList();
	}

}

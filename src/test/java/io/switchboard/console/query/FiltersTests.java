package io.switchboard.console.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.switchboard.calls.CallFilter;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.history.EventFilter;
import io.switchboard.history.UnroutedFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Pages and API read filters by the same code. */
class FiltersTests {

	private static final Given.Spelling PAGE = new Given.Spelling(
			(text) -> LocalDateTime.parse(text).toInstant(ZoneOffset.ofHours(1)), "2026-01-31T08:00",
			Map.of("root_call_id", "call"));

	@Test
	void a_page_and_the_api_ask_for_the_same() {
		DeliveryFilter ofPage = Filters.read(DeliveryFilter.class,
				new Given(Map.of("root_call_id", "7", "from", "2026-01-31T09:00", "status", "dead"), PAGE));
		DeliveryFilter ofApi = Filters.read(DeliveryFilter.class,
				Given.ofApi(Map.of("root_call_id", "7", "received_after", "2026-01-31T08:00:00Z", "status", "dead"),
						Filters.names(Stream.of(DeliveryFilter.class))));
		assertThat(ofPage).isEqualTo(ofApi);
		assertThat(ofApi.from()).isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					root_call_id | x         | call=x is not a whole number
					from         | yesterday | from=yesterday is not a time such as 2026-01-31T08:00
					status       | deaf      | status=deaf is not one of dead, delivered, discarded, gathered, open, pending, retrying, skipped
					number       | nobody    | number has no digits; it is a number such as 447700900123
					route        | ''        | route is empty: give a value, or leave it out
					""")
	void what_cannot_be_used_is_told_in_the_words_of_the_page(String name, String value, String sentence) {
		Given given = new Given(Map.of(name, value), PAGE);
		assertThatThrownBy(() -> Filters.read(DeliveryFilter.class, given)).isInstanceOf(WrongParameter.class)
			.hasMessageContaining(sentence);
		List<String> told = new ArrayList<>();
		assertThat(Filters.read(DeliveryFilter.class, given, (wrong) -> told.add(wrong.sentence())))
			.isEqualTo(DeliveryFilter.ALL);
		assertThat(told).containsExactly(sentence);
	}

	@Test
	void a_body_adds_to_the_query_and_says_nothing_twice() {
		DeliveryFilter query = Filters.read(DeliveryFilter.class, new Given(Map.of("route", "a"), Given.Spelling.API));
		DeliveryFilter both = Filters.with(query, Map.of("root_call_id", 7, "all", true), DeliveryFilter.class,
				Sweep.class);
		assertThat(both.route()).isEqualTo("a");
		assertThat(both.rootCallId()).isEqualTo(7);
		assertThat(Filters.with(new Sweep(null, null, null), Map.of("all", true), DeliveryFilter.class, Sweep.class)
			.isAll()).isTrue();
		assertThatThrownBy(() -> Filters.with(query, Map.of("route", "b"), DeliveryFilter.class))
			.hasMessageContaining("route must be given once");
		assertThatThrownBy(() -> Filters.with(query, Map.of("rout", "b"), DeliveryFilter.class))
			.hasMessageContaining("there is no filter 'rout'");
		assertThatThrownBy(() -> Filters.with(query, Map.of("error", List.of()), DeliveryFilter.class))
			.hasMessageContaining("error must be given once, as a text or a number");
	}

	@ParameterizedTest
	@ValueSource(classes = { EventFilter.class, DeliveryFilter.class, UnroutedFilter.class, CallFilter.class,
			ListPage.class, Sweep.class })
	void each_filter_can_be_read_from_nothing(Class<? extends Record> type) {
		assertThat(Filters.read(type, new Given(Map.of(), Given.Spelling.API))).isNotNull();
		assertThat(Filters.names(Stream.of(type))).hasSize(type.getRecordComponents().length);
	}

	/** A second reader would need one of these. */
	@Test
	void nobody_else_in_the_console_takes_parameters_apart() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/switchboard/console"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
				if (!file.toString().contains("/query/")) {
					assertThat(Files.readString(file)).as(file.toString())
						.doesNotContain("NumberFormatException", "DateTimeException");
				}
				if (file.toString().contains("/api/")) {
					assertThat(Files.readString(file)).as(file.toString()).doesNotContain("@RequestParam Map");
				}
			}
		}
	}

}

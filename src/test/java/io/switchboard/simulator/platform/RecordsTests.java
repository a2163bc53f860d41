package io.switchboard.simulator.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.simulator.account.PlatformException;
import io.switchboard.simulator.account.Records;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Filters and pages. */
class RecordsTests {

	private static final Set<String> FIELDS = Set.of("id", "src", "calldate", "info");

	private final Map<String, @Nullable Object> record = new LinkedHashMap<>();

	RecordsTests() {
		this.record.put("id", 4278003532L);
		this.record.put("src", "447700900123");
		this.record.put("calldate", "2026-04-28 08:46:13");
		this.record.put("info", null);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			id       | =    | "4278003532"          | true
			id       | eq   | 4278003532            | true
			id       | =    | "4278003533"          | false
			id       | gt   | "999"                 | true
			id       | lt   | "999"                 | false
			id       | gte  | "4278003532"          | true
			id       | lte  | "4278003531"          | false
			src      | like | "900"                 | true
			src      | like | "%123"                | true
			src      | like | "900%"                | false
			calldate | gte  | "2026-04-28 00:00:00" | true
			calldate | lt   | "2026-04-28 00:00:00" | false
			info     | eq   | null                  | true
			info     | eq   | ""                    | false
			info     | gte  | null                  | false
			""")
	void a_filter_takes_what_meets_its_condition(String property, String operator, String value, boolean accepted) {
		String filter = "[{\"property\":\"%s\",\"operator\":\"%s\",\"value\":%s}]".formatted(property, operator, value);
		assertThat(Filtration.parse(filter, FIELDS).accepts(this.record)).isEqualTo(accepted);
	}

	@Test
	void all_conditions_have_to_be_met() {
		String filter = """
				[{"property":"src","operator":"like","value":"900"},{"property":"id","operator":"=","value":"%s"}]""";
		assertThat(Filtration.parse(filter.formatted("4278003532"), FIELDS).accepts(this.record)).isTrue();
		assertThat(Filtration.parse(filter.formatted("1"), FIELDS).accepts(this.record)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{}", "[{\"property\":\"no_such\",\"operator\":\"=\",\"value\":\"1\"}]",
			"[{\"property\":\"id\",\"operator\":\"==\",\"value\":\"1\"}]",
			"[{\"property\":\"id\",\"operator\":\"=\"}]" })
	void a_wrong_filter_is_a_filtration_error(String filter) {
		assertThatThrownBy(() -> Filtration.parse(filter, FIELDS)).isInstanceOf(PlatformException.class)
			.hasMessage("Filtration error");
	}

	@Test
	void pages_end_with_an_empty_one_and_numbers_sort_as_numbers() {
		Records records = new Records(3, FIELDS);
		for (long id : new long[] { 5, 100, 20, 3 }) {
			records.put(id, Map.of("src", "x" + id));
		}
		assertThat(ids(records, Map.of("limit", "2"))).containsExactly(3L, 20L);
		assertThat(ids(records, Map.of("limit", "2", "page", "2"))).containsExactly(100L);
		assertThat(ids(records, Map.of("limit", "2", "page", "3"))).isEmpty();
		assertThat(ids(records, Map.of("sort", "id", "dir", "DESC"))).containsExactly(100L, 20L, 3L);
		assertThat(records.get(5)).as("the oldest of four").isNull();
	}

	private static List<@Nullable Object> ids(Records records, Map<String, String> query) {
		return ListQuery.of(query, FIELDS).page(records.all()).data().stream().map((each) -> each.get("id")).toList();
	}

}

package io.switchboard.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Filters, pages, recordings and the account's file. */
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

	@ParameterizedTest
	@ValueSource(ints = { 72, 73, 79, 82, 144, 2016, 118432, 118433, 9 })
	void a_recording_is_of_its_size_and_made_of_whole_frames(int size) {
		byte[] file = Mp3.of(size, 58);
		assertThat(file).hasSize(size);
		int at = 0;
		if (size > 10 && file[0] == 'I') {
			assertThat(new String(file, 0, 3, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("ID3");
			at = 10 + (file[6] << 21 | file[7] << 14 | file[8] << 7 | file[9]);
		}
		int frames = 0;
		for (; size >= 72 && at < size; at += 72, frames++) {
			int header = (file[at] & 0xFF) << 24 | (file[at + 1] & 0xFF) << 16 | (file[at + 2] & 0xFF) << 8
					| (file[at + 3] & 0xFF);
			assertThat(header >>> 21).as("sync").isEqualTo(0x7FF);
			assertThat(header >> 19 & 3).as("MPEG-2").isEqualTo(2);
			assertThat(header >> 17 & 3).as("Layer III").isEqualTo(1);
			assertThat(72 * 16_000 / 16_000).as("16 kbit/s at 16 kHz").isEqualTo(72);
			assertThat(header >> 12 & 15).as("16 kbit/s").isEqualTo(2);
			assertThat(header >> 10 & 3).as("16 kHz").isEqualTo(2);
		}
		assertThat(at).isEqualTo((size >= 72) ? size : 0);
		assertThat(frames).isLessThanOrEqualTo(Mp3.size(58) / 72);
	}

	@Test
	void a_recording_lasts_as_long_as_its_call() {
		assertThat(Mp3.size(36) / 72 * 36).isEqualTo(36_000);
	}

	@Test
	void the_account_of_the_demo_is_read() {
		StandingData data = new AccountFile(Path.of("routes/scenarios/account.yaml")).read();
		assertThat(data.owner()).isEqualTo(10001);
		assertThat(data.users().all()).hasSize(5);
		assertThat(data.contacts().all()).extracting((each) -> each.get("mobile")).contains("+44 7700 900123");
		assertThat(data.extensions().get("2100")).isNotNull()
			.extracting(StandingData.Extension::context)
			.isEqualTo("RG-77");
		assertThat(data.extensions().get("1005")).isNotNull()
			.extracting(StandingData.Extension::phone)
			.isEqualTo(false);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					users: [{id: 1, exd: "1001"}]                             | :2: there is no 'exd' here. Use one of: active
					users: {id: 1}                                            | :2: users is no list. Begin each entry with a dash
					users: [{id: 1, ext: x1, first_name: A, last_name: B}]    | :2: ext: 'x1' is no extension
					users: [{id: one, ext: "1001", first_name: A, last_name: B}] | :2: id: 'one' is no whole number
					users: [{id: 1                                            | this is no YAML
					queues: [{id: 1, name: Q, number: "2001", users: [9]}]    | :2: there is no user 9
					owner: 7                                                  | :2: there is no user 7
					""")
	void a_wrong_account_is_refused_with_its_line_and_what_to_do(String wrong, String reason, @TempDir Path folder)
			throws Exception {
		Path file = folder.resolve("account.yaml");
		Files.writeString(file, "customer_id: 1\n" + wrong + "\n");
		assertThatThrownBy(() -> new AccountFile(file).read()).isInstanceOf(WrongAccountException.class)
			.hasMessageContaining("account.yaml:")
			.hasMessageContaining(reason);
	}

}

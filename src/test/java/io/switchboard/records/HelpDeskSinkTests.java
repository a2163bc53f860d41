package io.switchboard.records;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.Siege;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.routes.DestinationBench;
import io.switchboard.store.Store;
import io.switchboard.store.Stores;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Missed calls in help desks, each against a stub of its system. A caller has one ticket
 * while it is open, with one note for each call.
 */
class HelpDeskSinkTests {

	private static final String SECRET = OddAnswers.SECRET;

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final List<Vendor> VENDORS = List.of(new Zendesk(), new Freshdesk(), new Jira());

	private static DestinationBench bench;

	@TempDir
	static Path folder;

	private static HikariDataSource database;

	private static Store store;

	@BeforeAll
	static void start() throws Exception {
		VENDORS.forEach(Vendor::start);
		database = new HikariDataSource();
		database.setJdbcUrl("jdbc:sqlite:" + folder.resolve("test.db") + "?synchronous=OFF&journal_mode=MEMORY");
		database.setMaximumPoolSize(1);
		Flyway.configure().dataSource(database).locations("classpath:db/migration/sqlite").load().migrate();
		store = Stores.of(database);
		Map<String, String> settings = new HashMap<>();
		VENDORS.forEach((each) -> settings.putAll(each.settings(SECRET)));
		bench = new DestinationBench(Duration.ofSeconds(20), settings,
				Vendor.beans(new MadeRecords(store, new JdbcTemplate(database))),
				VENDORS.stream().map(Vendor::route).toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		bench.close();
		VENDORS.forEach(Vendor::stop);
		database.close();
	}

	static List<Vendor> vendors() {
		return VENDORS;
	}

	private static void begin(Vendor vendor) throws SQLException {
		vendor.reset();
		store.write((connection) -> Store.client(connection).sql("delete from made_record").update());
	}

	private static @Nullable RouteFailure attempt(Vendor vendor, String call, String outcome) throws Exception {
		return attempt(vendor, call, Map.of("outcome", outcome));
	}

	private static @Nullable RouteFailure attempt(Vendor vendor, String call, Map<String, Object> fields)
			throws Exception {
		JsonNode sample = JSON.readTree(Path.of("routes/samples/" + vendor.route() + ".json").toFile());
		Map<String, Object> event = new HashMap<>();
		sample.properties().forEach((each) -> event.put(each.getKey(), each.getValue()));
		event.put("id", "settled." + call);
		event.put("root_call_id", Long.valueOf(call));
		event.putAll(fields);
		Event read = EventReader.read(JSON.writeValueAsBytes(event));
		Exception failure = bench.run(vendor.route(), read, Set.of()).getException();
		RouteFailure told = (failure != null) ? new RouteFailure("step", failure) : null;
		assertThat(sentence(told)).doesNotContain(SECRET);
		return told;
	}

	private static String sentence(@Nullable RouteFailure failure) {
		return (failure != null) ? failure.sentence() : "";
	}

	private static void well(@Nullable RouteFailure failure) {
		assertThat(sentence(failure)).isEmpty();
	}

	private static void minutesPass(int minutes) throws SQLException {
		Object then = store.time(store.clock().instant().minus(Duration.ofMinutes(minutes)));
		store.write((connection) -> Store.client(connection)
			.sql("update made_record set begun_at = ?")
			.param(then)
			.update());
	}

	/** Repeats the delivery until it succeeds, as an operator does. */
	private static void untilWell(Vendor vendor, String call, String outcome) throws Exception {
		RouteFailure failure = attempt(vendor, call, outcome);
		for (int i = 0; failure != null && i < 3; i++) {
			assertThat(failure.verdict()).as(sentence(failure)).isEqualTo(Verdict.NOT_YET);
			vendor.indexed();
			minutesPass(3);
			failure = attempt(vendor, call, outcome);
		}
		well(failure);
	}

	private static String words(Vendor.Record ticket) {
		return ticket.body + " " + ticket.comments;
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_missed_call_is_one_ticket_and_further_tries_are_comments_on_it(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, "601", "abandoned"));
		well(attempt(vendor, "602", "missed"));
		well(attempt(vendor, "603", "voicemail"));
		assertThat(vendor.records).singleElement().satisfies((ticket) -> {
			assertThat(words(ticket)).contains("(voipstudio-601)", "(voipstudio-602)", "(voipstudio-603)",
					"+447700900123");
			assertThat(ticket.closed).isFalse();
		});
		assertThat(vendor.people.size()).isLessThanOrEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void whoever_is_called_back_has_a_closed_ticket_and_the_next_miss_is_another(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, "604", "missed"));
		well(attempt(vendor, "605",
				Map.of("outcome", "answered", "destination", "out", "src", "1002", "dst", "447700900123")));
		assertThat(vendor.records).singleElement().satisfies((ticket) -> assertThat(ticket.closed).isTrue());
		well(attempt(vendor, "606", "missed"));
		assertThat(vendor.records).hasSize(2);
		assertThat(vendor.records.get(1).closed).isFalse();
	}

	/** The delivery was retried for long, or an operator redelivers it. */
	@ParameterizedTest
	@MethodSource("vendors")
	void an_answered_call_does_not_close_the_ticket_of_a_later_call(Vendor vendor) throws Exception {
		Map<String, Object> answered = Map.of("outcome", "answered", "start_time", "2026-04-28 09:00:00", "end_time",
				"2026-04-28 09:05:00");
		begin(vendor);
		well(attempt(vendor, "650", Map.of("outcome", "missed", "start_time", "2026-04-28 08:59:00")));
		well(attempt(vendor, "652", Map.of("outcome", "missed", "start_time", "2026-04-28 09:06:00")));
		well(attempt(vendor, "653", Map.of("outcome", "missed", "start_time", "2026-04-28 08:58:00")));
		well(attempt(vendor, "651", answered));
		assertThat(vendor.records).singleElement().satisfies((ticket) -> assertThat(ticket.closed).isFalse());
		well(attempt(vendor, "654",
				Map.of("outcome", "answered", "start_time", "2026-04-28 09:07:00", "end_time", "2026-04-28 09:08:00")));
		assertThat(vendor.records).singleElement().satisfies((ticket) -> assertThat(ticket.closed).isTrue());
		well(attempt(vendor, "655", Map.of("outcome", "missed", "start_time", "2026-04-28 09:03:00")));
		well(attempt(vendor, "656",
				Map.of("outcome", "answered", "start_time", "2026-04-28 09:09:00", "end_time", "2026-04-28 09:10:00")));
		assertThat(vendor.records).hasSize(2).allMatch((ticket) -> ticket.closed);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_ticket_that_an_agent_closed_gets_no_comment(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, "607", "missed"));
		vendor.records.get(0).closed = true;
		well(attempt(vendor, "608", "missed"));
		assertThat(vendor.records).hasSize(2);
		assertThat(words(vendor.records.get(0))).doesNotContain("608");
		vendor.records.clear();
		well(attempt(vendor, "609", "missed"));
		assertThat(vendor.records).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_ticket_whose_opening_was_not_answered_is_not_opened_twice(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.lags = true;
		vendor.fail("make", new Vendor.Answer(0, ""), true);
		assertThat(attempt(vendor, "610", "missed")).isNotNull();
		untilWell(vendor, "610", "missed");
		assertThat(vendor.records).singleElement().satisfies((ticket) -> {
			assertThat(words(ticket).split("\\(voipstudio-610\\)", -1))
				.hasSize(2 + ((vendor instanceof Zendesk) ? 1 : 0));
		});
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_ticket_whose_opening_did_not_come_there_is_opened(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.fail("make", new Vendor.Answer(503, ""), false);
		assertThat(attempt(vendor, "611", "missed")).isNotNull();
		minutesPass(3);
		untilWell(vendor, "611", "missed");
		assertThat(vendor.records).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_comment_that_was_not_answered_is_written_once(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, "612", "missed"));
		vendor.fail("comment", new Vendor.Answer(0, ""), true);
		assertThat(attempt(vendor, "613", "missed")).isNotNull();
		untilWell(vendor, "613", "missed");
		assertThat(words(vendor.records.get(0)).split("\\(voipstudio-613\\)", -1)).hasSize(2);
		vendor.fail("comment", new Vendor.Answer(502, "<html>"), false);
		assertThat(attempt(vendor, "614", "missed")).isNotNull();
		untilWell(vendor, "614", "missed");
		assertThat(words(vendor.records.get(0)).split("\\(voipstudio-614\\)", -1)).hasSize(2);
	}

	static Stream<Arguments> steps() {
		return VENDORS.stream()
			.flatMap((vendor) -> Stream
				.of("find-person", "make-person", "find", "make", "look", "comment", "comments", "close")
				.filter((step) -> !(vendor instanceof Jira && step.endsWith("person")))
				.flatMap((step) -> Stream.of(false, true).map((after) -> Arguments.of(vendor, step, after))))
			.filter((each) -> !((boolean) each.get()[2]
					&& List.of("find-person", "find", "look", "comments").contains(each.get()[1])));
	}

	/** A failure of each request, before or after its effect. */
	@Siege
	@ParameterizedTest(name = "{0}: {1}, {2}")
	@MethodSource("steps")
	void whatever_is_answered_one_caller_is_one_ticket_and_each_call_stands_on_it_once(Vendor vendor, String step,
			boolean after) throws Exception {
		for (OddAnswers.Odd odd : OddAnswers.of(vendor, step, after)) {
			begin(vendor);
			boolean second = List.of("look", "comment", "comments", "close").contains(step);
			if (second) {
				well(attempt(vendor, "620", "missed"));
			}
			if (step.equals("find") || step.equals("comments")) {
				vendor.fail(second ? "comment" : "make", new Vendor.Answer(0, ""), true);
				attempt(vendor, "621", "missed");
				minutesPass(3);
			}
			vendor.fail(step, odd.answer(), after);
			String outcome = step.equals("close") ? "answered" : "missed";
			RouteFailure failure = attempt(vendor, "621", outcome);
			assertThat((failure != null) ? failure.verdict() : null).as("%s %s", odd.name(), sentence(failure))
				.isEqualTo(fate(step, odd));
			for (int i = 0; i < 3 && (i == 0 || failure != null); i++) {
				vendor.indexed();
				minutesPass(3);
				failure = attempt(vendor, "621", outcome);
			}
			well(failure);
			boolean gone = step.equals("look") && odd.answer().status() == 404;
			assertThat(vendor.records).as(odd.name()).hasSize(gone ? 2 : 1);
			assertThat(vendor.people.size()).as(odd.name()).isLessThanOrEqualTo(1);
			Vendor.Record ticket = vendor.records.get(vendor.records.size() - 1);
			boolean believed = step.equals("close") && odd.answer().status() / 100 == 2;
			assertThat(ticket.closed).as(odd.name()).isEqualTo(step.equals("close") && (after || !believed));
			if (!step.equals("close")) {
				boolean twiceShown = vendor instanceof Zendesk && (!second || gone);
				assertThat(words(ticket).split("\\(voipstudio-621\\)", -1)).as(odd.name()).hasSize(twiceShown ? 3 : 2);
			}
		}
	}

	private static @Nullable Verdict fate(String step, OddAnswers.Odd odd) {
		int status = odd.answer().status();
		boolean unread = step.equals("close") && status / 100 == 2;
		boolean gone = step.equals("look") && status == 404;
		return (unread || gone) ? null : odd.verdict();
	}

	/** Freshdesk shows ten notes with a ticket. */
	@ParameterizedTest
	@MethodSource("vendors")
	void on_a_ticket_with_many_comments_a_call_is_found_again(Vendor vendor) throws Exception {
		begin(vendor);
		for (int call = 630; call < 645; call++) {
			well(attempt(vendor, String.valueOf(call), "missed"));
		}
		vendor.fail("comment", new Vendor.Answer(0, ""), true);
		assertThat(attempt(vendor, "645", "missed")).isNotNull();
		untilWell(vendor, "645", "missed");
		assertThat(words(vendor.records.get(0)).split("\\(voipstudio-645\\)", -1)).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void what_was_told_is_not_told_again(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, "615", "missed"));
		well(attempt(vendor, "615", "missed"));
		well(attempt(vendor, "615", "voicemail"));
		assertThat(vendor.records).singleElement().satisfies((ticket) -> {
			assertThat(ticket.comments.size()).isEqualTo((vendor instanceof Zendesk) ? 1 : 0);
		});
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void an_answered_call_without_a_ticket_and_a_withheld_number_write_nothing(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, "616", "answered"));
		well(attempt(vendor, "617", Map.of("outcome", "missed", "src", "", "src_name", "anonymous")));
		assertThat(vendor.requests).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void whatever_a_caller_is_called_is_data(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, "618",
				Map.of("outcome", "missed", "dst_name", "\"}],'\\ <b>&x=y\n${body} {{jira.token}}")));
		assertThat(vendor.records).hasSize(1);
		begin(vendor);
		well(attempt(vendor, "620", Map.of("outcome", "missed", "src_name", "Jane ".repeat(100))));
		assertThat(vendor.records).hasSize(1);
	}

	static Stream<Arguments> limits() {
		List<Vendor.Answer> limits = List.of(new Vendor.Answer(429, "", Map.of("Retry-After", "5")),
				new Vendor.Answer(403, "{\"message\":\"You have exceeded the limit of requests per hour\"}"),
				new Vendor.Answer(400, "{\"error\":\"Too many requests\"}"), new Vendor.Answer(503, ""));
		return VENDORS.stream().flatMap((vendor) -> limits.stream().map((limit) -> Arguments.of(vendor, limit)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("limits")
	void a_limit_is_waited_for_and_nothing_dies(Vendor vendor, Vendor.Answer limit) throws Exception {
		begin(vendor);
		vendor.fail("make", limit, false);
		RouteFailure failure = attempt(vendor, "619", "missed");
		assertThat(failure).isNotNull();
		assertThat(failure.verdict().isPermanent()).as(failure.sentence()).isFalse();
	}

}

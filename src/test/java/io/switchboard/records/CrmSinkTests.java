package io.switchboard.records;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import io.switchboard.routes.DestinationBench;
import io.switchboard.store.Store;
import io.switchboard.store.Stores;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import org.apache.camel.Exchange;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls in CRMs, each against a stub of its system. Whatever fails on the way, one call
 * becomes one record at one contact.
 */
@Order(3)
class CrmSinkTests {

	private static final String SECRET = OddAnswers.SECRET;

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final List<Vendor> VENDORS = List.of(new HubSpot(), new Pipedrive(), new Salesforce(), new Zoho());

	private static final Map<String, DestinationBench> benches = new LinkedHashMap<>();

	@TempDir
	static Path folder;

	private static HikariDataSource database;

	private static Store store;

	@BeforeAll
	static void start() {
		VENDORS.forEach(Vendor::start);
		database = new HikariDataSource();
		database.setJdbcUrl("jdbc:sqlite:" + folder.resolve("test.db") + "?synchronous=OFF&journal_mode=MEMORY");
		database.setMaximumPoolSize(1);
		Flyway.configure().dataSource(database).locations("classpath:db/migration/sqlite").load().migrate();
		store = Stores.of(database);
	}

	@AfterAll
	static void stop() {
		benches.values().forEach(DestinationBench::close);
		VENDORS.forEach(Vendor::stop);
		database.close();
	}

	static List<Vendor> vendors() {
		VENDORS.forEach((each) -> {
			each.reset();
		});
		return VENDORS;
	}

	/** Switchboard's routes for all systems, with the settings of each. */
	private static DestinationBench bench(Map<String, String> more) {
		return benches.computeIfAbsent(more.toString(), (each) -> {
			Map<String, String> settings = new HashMap<>();
			for (Vendor vendor : VENDORS) {
				settings.putAll(vendor.settings(SECRET));
				String section = vendor.route().replace("call-settled-to-", "");
				more.forEach((name, value) -> settings.put(section + "." + name, value));
			}
			try {
				return new DestinationBench(Duration.ofSeconds(20), settings,
						Vendor.beans(new MadeRecords(store, new JdbcTemplate(database))),
						VENDORS.stream().map(Vendor::route).toArray(String[]::new));
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	/** The sample of the route as an event of this call, with some fields changed. */
	private static Event event(Vendor vendor, String call, Map<String, Object> fields) throws Exception {
		JsonNode sample = JSON.readTree(Path.of("routes/samples/" + vendor.route() + ".json").toFile());
		Map<String, Object> event = new HashMap<>();
		sample.properties().forEach((each) -> event.put(each.getKey(), each.getValue()));
		event.put("id", "settled." + call);
		event.put("root_call_id", Long.valueOf(call));
		event.putAll(fields);
		return EventReader.read(JSON.writeValueAsBytes(event));
	}

	private static @Nullable RouteFailure attempt(Vendor vendor, String call) throws Exception {
		return attempt(vendor, event(vendor, call, Map.of()), Map.of());
	}

	private static @Nullable RouteFailure attempt(Vendor vendor, Event event, Map<String, String> settings)
			throws Exception {
		Exchange exchange = bench(settings).run(vendor.route(), event, Set.of());
		Exception failure = exchange.getException();
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

	private static @Nullable Verdict verdict(@Nullable RouteFailure failure) {
		return (failure != null) ? failure.verdict() : null;
	}

	private static void minutesPass(int minutes) throws SQLException {
		Object then = store.time(store.clock().instant().minus(Duration.ofMinutes(minutes)));
		store.write((connection) -> Store.client(connection)
			.sql("update made_record set begun_at = ?")
			.param(then)
			.update());
	}

	private static void begin(Vendor vendor) throws SQLException {
		vendor.reset();
		store.write((connection) -> Store.client(connection).sql("delete from made_record").update());
	}

	static Stream<Arguments> spellings() {
		return VENDORS.stream()
			.flatMap((vendor) -> Stream
				.of("+447700900123", "447700900123", "07700900123", "07700 900123", "+44 7700 900123")
				.map((number) -> Arguments.of(vendor, number)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("spellings")
	void whoever_has_the_number_in_any_spelling_gets_the_call(Vendor vendor, String number) throws Exception {
		begin(vendor);
		vendor.person("+1 202 555 0123");
		Vendor.Person person = vendor.person(number);
		well(attempt(vendor, "501"));
		assertThat(vendor.records).singleElement().satisfies((made) -> {
			assertThat(made.person).isEqualTo(person.id);
			assertThat(made.body.toString()).contains("John Smith").contains("501");
		});
		assertThat(vendor.people).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_number_that_only_ends_alike_is_another(Vendor vendor) throws Exception {
		begin(vendor);
		Vendor.Person other = vendor.person("+1 7700 900123");
		well(attempt(vendor, "502"));
		assertThat(vendor.people).hasSize(2);
		assertThat(vendor.records).singleElement().satisfies((made) -> {
			assertThat(made.person).isNotEmpty().isNotEqualTo(other.id);
		});
	}

	static Stream<Arguments> several() {
		return VENDORS.stream()
			.flatMap((vendor) -> Stream.of("first", "newest", "none").map((which) -> Arguments.of(vendor, which)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("several")
	void several_with_one_number_get_one_call(Vendor vendor, String which) throws Exception {
		begin(vendor);
		Vendor.Person first = vendor.person("+447700900123");
		vendor.person("07700 900123");
		Vendor.Person newest = vendor.person("+44 7700 900123");
		well(attempt(vendor, event(vendor, "503", Map.of()), Map.of("several", which)));
		assertThat(vendor.records).singleElement().satisfies((made) -> {
			assertThat(made.person)
				.isEqualTo(which.equals("first") ? first.id : which.equals("newest") ? newest.id : "");
		});
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void two_calls_of_somebody_new_make_one_contact_though_the_search_is_behind(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.lags = true;
		well(attempt(vendor, "504"));
		well(attempt(vendor, "505"));
		assertThat(vendor.people).hasSize(1);
		assertThat(vendor.records).hasSize(2).allSatisfy((made) -> {
			assertThat(made.person).isEqualTo(vendor.people.get(0).id);
		});
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_contact_whose_making_was_not_answered_is_not_made_twice(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.lags = true;
		vendor.fail("make-person", new Vendor.Answer(0, ""), true);
		assertThat(verdict(attempt(vendor, "506"))).isEqualTo(Verdict.UNCLEAR);
		RouteFailure soon = attempt(vendor, "506");
		if (soon != null) {
			assertThat(soon.verdict()).isEqualTo(Verdict.NOT_YET);
			vendor.indexed();
			well(attempt(vendor, "506"));
		}
		assertThat(vendor.people).hasSize(1);
		assertThat(vendor.records).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_call_whose_writing_was_not_answered_is_not_written_twice(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.person("+447700900123");
		vendor.lags = true;
		vendor.fail("make", new Vendor.Answer(0, ""), true);
		assertThat(verdict(attempt(vendor, "507"))).isEqualTo(Verdict.UNCLEAR);
		RouteFailure soon = attempt(vendor, "507");
		if (soon != null) {
			assertThat(soon.verdict()).isEqualTo(Verdict.NOT_YET);
			vendor.indexed();
			minutesPass(2);
			well(attempt(vendor, "507"));
		}
		assertThat(vendor.records).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_call_whose_writing_did_not_come_there_is_written(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.person("+447700900123");
		vendor.fail("make", new Vendor.Answer(0, ""), false);
		assertThat(verdict(attempt(vendor, "508"))).isEqualTo(Verdict.UNCLEAR);
		minutesPass(2);
		well(attempt(vendor, "508"));
		assertThat(vendor.records).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_correction_and_a_redelivery_bring_the_same_record_up_to_date(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.person("+447700900123");
		well(attempt(vendor, event(vendor, "509", Map.of("outcome", "missed")), Map.of()));
		String before = vendor.records.get(0).body.toString();
		well(attempt(vendor,
				event(vendor, "509", Map.of("id", "settled.509.1", "outcome", "answered", "corrects", "settled.509")),
				Map.of()));
		well(attempt(vendor,
				event(vendor, "509", Map.of("id", "settled.509.1", "outcome", "answered", "corrects", "settled.509")),
				Map.of()));
		assertThat(vendor.records).singleElement().satisfies((made) -> {
			assertThat(made.body.toString()).isNotEqualTo(before).contains("answered");
		});
	}

	/**
	 * A missing right in each form: a status, a word in an error, a word in an answer.
	 */
	static Stream<Arguments> limits() {
		List<Vendor.Answer> limits = List.of(new Vendor.Answer(429, "", Map.of("Retry-After", "5")),
				new Vendor.Answer(429, "{\"errorType\":\"RATE_LIMIT\",\"policyName\":\"SECONDLY\"}"),
				new Vendor.Answer(403, "[{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]"),
				new Vendor.Answer(400, "[{\"errorCode\":\"UNABLE_TO_LOCK_ROW\"}]"),
				new Vendor.Answer(400, "{\"code\":\"TOO_MANY_REQUESTS\",\"details\":{}}"), new Vendor.Answer(200,
						"{\"data\":[{\"status\":\"error\",\"message\":\"too many requests, try again later\"}]}"));
		return VENDORS.stream().flatMap((vendor) -> limits.stream().map((limit) -> Arguments.of(vendor, limit)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("limits")
	void a_limit_is_waited_for_and_nothing_dies(Vendor vendor, Vendor.Answer limit) throws Exception {
		begin(vendor);
		vendor.person("+447700900123");
		vendor.fail("make", limit, false);
		RouteFailure failure = attempt(vendor, "517");
		assertThat(failure).isNotNull();
		assertThat(failure.verdict().isPermanent()).as(failure.sentence()).isFalse();
		minutesPass(2);
		well(attempt(vendor, "517"));
		assertThat(vendor.records).hasSize(1);
	}

	static Stream<Arguments> steps() {
		return VENDORS.stream()
			.flatMap((vendor) -> Stream.of("find-person", "make-person", "find", "make", "update")
				.flatMap((step) -> Stream.of(false, true).map((after) -> Arguments.of(vendor, step, after))))
			.filter((each) -> !(each.get()[1].toString().startsWith("find") && (boolean) each.get()[2]));
	}

	/** A failure of each request, before or after its effect. */
	@Siege
	@ParameterizedTest(name = "{0}: {1}, {2}")
	@MethodSource("steps")
	void whatever_is_answered_one_call_is_one_record(Vendor vendor, String step, boolean after) throws Exception {
		for (OddAnswers.Odd odd : OddAnswers.of(vendor, step, after)) {
			if (after && odd.answer().status() == 401) {
				// no server carries a request out and then denies the right to it
				continue;
			}
			begin(vendor);
			if (!step.endsWith("person")) {
				vendor.person("+447700900123");
			}
			if (step.equals("find")) {
				vendor.fail("make", new Vendor.Answer(0, ""), true);
				attempt(vendor, "519");
				minutesPass(3);
			}
			if (step.equals("update")) {
				well(attempt(vendor, "519"));
			}
			vendor.fail(step, odd.answer(), after);
			RouteFailure failure = attempt(vendor, "519");
			assertThat(verdict(failure)).as("%s %s", odd.name(), sentence(failure)).isEqualTo(fate(vendor, step, odd));
			for (int i = 0; i < 3 && (i == 0 || failure != null); i++) {
				vendor.indexed();
				minutesPass(3);
				failure = attempt(vendor, "519");
			}
			well(failure);
			assertThat(vendor.records).as(odd.name()).hasSize(1);
			assertThat(vendor.people).as(odd.name()).hasSize(1);
		}
	}

	private static @Nullable Verdict fate(Vendor vendor, String step, OddAnswers.Odd odd) {
		boolean zoho = vendor instanceof Zoho;
		int status = odd.answer().status();
		boolean unread = step.equals("update") && !zoho && (status / 100 == 2 || status == 404);
		boolean renewed = zoho && status == 401;
		boolean told = zoho && !step.startsWith("find") && odd.name().equals("200 and other JSON");
		return (unread || renewed) ? null : told ? Verdict.NEVER : odd.verdict();
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void what_somebody_deleted_there_stays_deleted(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.person("+447700900123");
		well(attempt(vendor, "510"));
		vendor.records.clear();
		well(attempt(vendor, "510"));
		assertThat(vendor.records).isEmpty();
	}

	static Stream<Arguments> existing() {
		return Stream.of(Arguments.of(VENDORS.get(0), 409,
				"{\"status\":\"error\",\"message\":\"Contact already exists. Existing ID: %s\",\"category\":\"CONFLICT\"}"),
				Arguments.of(VENDORS.get(2), 400,
						"[{\"errorCode\":\"DUPLICATES_DETECTED\",\"duplicateResult\":{\"matchResults\":[{\"matchRecords\":[{\"record\":{\"Id\":\"003%s\"}}]}]}}]"),
				Arguments.of(VENDORS.get(3), 400,
						"{\"data\":[{\"code\":\"DUPLICATE_DATA\",\"status\":\"error\",\"details\":{\"api_name\":\"Phone\",\"id\":\"%s\"}}]}"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("existing")
	void a_contact_that_exists_is_no_failure_and_gets_the_call(Vendor vendor, int status, String said)
			throws Exception {
		begin(vendor);
		vendor.lags = true;
		Vendor.Person person = vendor.person("+447700900123");
		vendor.fail("make-person", new Vendor.Answer(status, said.formatted(person.id)), false);
		well(attempt(vendor, "518"));
		assertThat(vendor.people).hasSize(1);
		assertThat(vendor.records).singleElement().satisfies((made) -> {
			assertThat(made.person).endsWith(person.id);
		});
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void a_contact_deleted_there_is_made_anew_an_hour_later(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, "511"));
		vendor.people.clear();
		minutesPass(61);
		well(attempt(vendor, "512"));
		assertThat(vendor.people).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void without_a_number_nothing_is_written(Vendor vendor) throws Exception {
		begin(vendor);
		well(attempt(vendor, event(vendor, "513", Map.of("src", "", "src_name", "anonymous")), Map.of()));
		assertThat(vendor.requests).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void where_no_contact_shall_be_made_a_strangers_call_is_not_written(Vendor vendor) throws Exception {
		begin(vendor);
		Map<String, String> never = Map.of("create-contacts", "false");
		well(attempt(vendor, event(vendor, "514", Map.of()), never));
		assertThat(vendor.people).isEmpty();
		assertThat(vendor.records).isEmpty();
		vendor.person("+447700900123");
		well(attempt(vendor, event(vendor, "515", Map.of()), never));
		assertThat(vendor.records).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("vendors")
	void whatever_a_caller_is_called_is_data(Vendor vendor) throws Exception {
		begin(vendor);
		vendor.person("+447700900123");
		String name = "\"}],'\\ or 1=1 -- <b>&x=y\n${body} {{hubspot.token}}";
		well(attempt(vendor, event(vendor, "516", Map.of("answered_by", name, "dst_name", name)), Map.of()));
		assertThat(vendor.records).hasSize(1);
		String longer = "Jane ".repeat(100);
		well(attempt(vendor, event(vendor, "517", Map.of("src_name", longer, "dst_name", longer)), Map.of()));
		assertThat(vendor.records).hasSize(2);
	}

}

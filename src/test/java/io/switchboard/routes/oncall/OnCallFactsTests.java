package io.switchboard.routes.oncall;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.routes.RunningRoutes;
import io.switchboard.routes.hours.Calendars;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.lookup.RowsAsFacts;
import io.switchboard.store.Store;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The person on call that a route gets, the shift that is stored, and take-overs. */
@StoreTest
class OnCallFactsTests {

	private static final String RECEIVED = "2026-04-28T10:00:00Z";

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@TempDir
	Path folder;

	private final DefaultCamelContext camel = new DefaultCamelContext();

	private OnCallTable table;

	private OnCallChanges changes;

	@BeforeEach
	void write() throws Exception {
		Tables.empty(this.jdbc, "on_call_override", "on_call_kept");
		this.table = new OnCallTable(this.store, this.jdbc);
		Files.createDirectories(this.folder.resolve("on-call"));
		rota("default", "anna", "");
		rota("sales", "ben", "for: [\"2100\"]\n");
		RunningRoutes routes = mock(RunningRoutes.class);
		given(routes.context("switchboard")).willReturn(this.camel);
		this.changes = new OnCallChanges(routes, this.table);
	}

	private void rota(String name, String who, String more) throws Exception {
		Files.writeString(this.folder.resolve("on-call/" + name + ".yaml"),
				"people: {anna: {email: anna@example.org}, ben: {name: Ben, extension: 1002}}\nshifts: [{when: mon-sun 00:00-24:00, who: %s}]\n%s"
					.formatted(who, more));
		this.camel.getRegistry().bind(OnCall.BEAN, onCall());
	}

	private OnCall onCall() {
		return new OnCall(this.folder, ZoneId.of("UTC"), Calendars.NONE, this.table, (profile) -> true);
	}

	private Exchange asked(String eventKey, Map<String, Object> fields) {
		Exchange exchange = new DefaultExchange(this.camel);
		exchange.setVariable("received_at", RECEIVED);
		exchange.setVariable("event_key", eventKey);
		RowsAsFacts rows = new RowsAsFacts(Lookups.of(new MockEnvironment(), this.folder));
		new OnCallAsFacts((to, given) -> rows.fill(to, given), rows, onCall()).fill(exchange, fields);
		return exchange;
	}

	private String who(Exchange exchange) {
		return this.camel.resolveLanguage("simple")
			.createExpression("${variable.on_call[who]} ${variable.on_call[email]}")
			.evaluate(exchange, String.class);
	}

	private int kept() {
		return this.jdbc.queryForObject("select count(*) from on_call_kept", Integer.class);
	}

	@Test
	void a_route_is_told_the_same_in_each_attempt_whatever_changes_meanwhile() throws Exception {
		Exchange unasked = asked("e1/route", Map.of());
		assertThat(kept()).as("nobody asked").isZero();
		assertThat(who(unasked)).isEqualTo("anna anna@example.org");
		assertThat(kept()).isOne();
		rota("default", "ben", "");
		assertThat(who(asked("e1/route", Map.of()))).isEqualTo("anna anna@example.org");
		assertThat(who(asked("e2/route", Map.of()))).isEqualTo("ben ");
		assertThat(this.table.kept("e1/route"))
			.hasValueSatisfying((facts) -> assertThat(facts).containsEntry("who", "anna"));
		assertThat(this.table.kept("e3/route")).isEmpty();
		assertThat(who(asked("e3/switchboard", Map.of()))).as("a rule").startsWith("ben");
		assertThat(kept()).isEqualTo(2);
	}

	@Test
	void the_rota_is_the_queue_s_or_one_that_a_table_names_or_all_others() throws Exception {
		assertThat(who(asked("a/r", Map.of("dst", "2100")))).startsWith("ben");
		Files.createDirectories(this.folder.resolve("lookups"));
		Files.writeString(this.folder.resolve("lookups/teams.csv"), "dst,on_call\n2200,sales\n*,\n");
		assertThat(who(asked("b/r", Map.of("dst", "2200")))).startsWith("ben");
		assertThat(who(asked("c/r", Map.of("dst", "2300")))).startsWith("anna");
		Files.delete(this.folder.resolve("on-call/default.yaml"));
		assertThat(who(asked("d/r", Map.of("dst", "2300")))).isBlank();
	}

	@Test
	void somebody_takes_over_until_it_ends() throws Exception {
		Instant now = Instant.now();
		this.changes.takeOver("default", "ben", null, now.plusSeconds(3600), "otto");
		OnCallState state = this.changes.of("default").orElseThrow();
		assertThat(state.turns().get(0).byHand()).isTrue();
		assertThat(state.turns().get(0).person().key()).isEqualTo("ben");
		assertThat(state.turns().get(1).person().key()).isEqualTo("anna");
		assertThat(this.table.takenOver("default", Instant.now())).isEqualTo("ben");
		assertThat(this.table.takenOver("default", now.plusSeconds(3600))).isNull();
		assertThat(this.table.takenOver("sales", Instant.now())).isNull();
		long id = state.takeOvers().get(0).id();
		assertThat(this.changes.end("sales", id)).isFalse();
		assertThat(this.changes.end("default", id)).isTrue();
		assertThat(this.changes.end("default", id)).isFalse();
		assertThat(this.changes.of("default").orElseThrow().turns()).hasSize(1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.changes.takeOver("default", "dora", null, now.plusSeconds(60), "it"))
			.withMessage("who: name one of anna, ben");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.changes.takeOver("default", "ben", now.plusSeconds(60), now.plusSeconds(60), "it"))
			.withMessageStartingWith("to: ");
		assertThat(this.changes.all()).extracting(OnCallState::rota).containsExactly("default", "sales");
	}

	@Test
	void two_who_ask_at_once_are_told_the_same() throws SQLException {
		Map<String, Object> first = this.table.keep("e9/route", "default", Map.of("who", "anna"));
		assertThat(this.table.keep("e9/route", "default", Map.of("who", "ben"))).isEqualTo(first);
	}

}

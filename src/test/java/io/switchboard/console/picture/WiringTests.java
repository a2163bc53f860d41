package io.switchboard.console.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.switchboard.console.picture.Wiring.Case;
import io.switchboard.console.picture.Wiring.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** By which case an event came to a route. */
class WiringTests {

	private final Wiring wiring = wiring(when("queue-missed", "call.missed", "queue", "final"),
			when("missed", "call.missed", null, "final"), when("from-outside", "call.ringing", null, "incoming"),
			when("to-outside", "call.ringing", null, "outgoing"), when("otherwise", null, null));

	@Test
	void the_first_case_that_fits_took_it() {
		assertThat(caseOf("call.missed", "queue", "calls")).isEqualTo("queue-missed");
		assertThat(caseOf("call.missed", "user", "calls")).isEqualTo("missed");
	}

	@Test
	void what_went_to_a_route_of_no_such_case_came_by_the_last() {
		assertThat(caseOf("call.missed", "queue", "unrouted")).isEqualTo("otherwise");
		assertThat(caseOf("sms.received", "unknown", "unrouted")).isEqualTo("otherwise");
		assertThat(caseOf(null, "unknown", "unrouted")).isEqualTo("otherwise");
		assertThat(caseOf("sms.received", "unknown", "calls")).isNull();
	}

	@Test
	void cases_that_more_than_name_and_context_tells_apart_are_not_guessed_at() {
		assertThat(caseOf("call.ringing", "user", "calls")).isNull();
	}

	private @Nullable String caseOf(@Nullable String eventName, String contextKind, String route) {
		Case found = this.wiring.caseOf(eventName, contextKind, route);
		return (found != null) ? found.id() : null;
	}

	private static Wiring wiring(Case... cases) {
		return new Wiring(Arrays.asList(cases), List.of(), List.of());
	}

	private static Case when(String id, @Nullable String eventName, @Nullable String contextKind, String... more) {
		List<String> conditions = new ArrayList<>(Arrays.asList(more));
		if (contextKind != null) {
			conditions.add(0, contextKind);
		}
		return new Case(id, eventName, contextKind, conditions, true,
				List.of(new Target(id.equals("otherwise") ? "unrouted" : "calls", List.of(), true)));
	}

}

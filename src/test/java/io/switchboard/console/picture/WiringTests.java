package io.switchboard.console.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.switchboard.console.picture.Wiring.Case;
import io.switchboard.console.picture.Wiring.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rule by which an event reached a route. */
class WiringTests {

	private final Wiring wiring = wiring(rule("queue-missed", Set.of("call.missed"), Set.of("queue"), "mails"),
			rule("ended", Set.of("call.missed", "call.hangup"), Set.of(), "calls"),
			rule("from-outside", Set.of("call.ringing"), Set.of(), "transfers"),
			rule("to-outside", Set.of("call.ringing"), Set.of(), "transfers"),
			rule(WiringReader.NO_RULE, Set.of(), Set.of(), "unrouted"));

	@Test
	void one_event_comes_by_several_rules_to_several_routes() {
		assertThat(caseOf("call.missed", "queue", "mails")).isEqualTo("queue-missed");
		assertThat(caseOf("call.missed", "queue", "calls")).isEqualTo("ended");
		assertThat(caseOf("call.missed", "user", "mails")).isNull();
	}

	@Test
	void what_is_unrouted_no_rule_wanted() {
		assertThat(caseOf("call.missed", "queue", "unrouted")).isEqualTo(WiringReader.NO_RULE);
		assertThat(caseOf(null, "unknown", "unrouted")).isEqualTo(WiringReader.NO_RULE);
		assertThat(caseOf("sms.received", "unknown", "calls")).isNull();
	}

	@Test
	void rules_that_more_than_name_and_context_tells_apart_are_not_guessed_at() {
		assertThat(caseOf("call.ringing", "user", "transfers")).isNull();
	}

	private @Nullable String caseOf(@Nullable String eventName, String contextKind, String route) {
		Case found = this.wiring.caseOf(eventName, contextKind, route);
		return (found != null) ? found.id() : null;
	}

	private static Wiring wiring(Case... cases) {
		return new Wiring(Arrays.asList(cases), List.of(), List.of());
	}

	private static Case rule(String id, Set<String> eventNames, Set<String> contextKinds, String route) {
		return new Case(id, id, eventNames, contextKinds, List.of(), true, List.of(new Target(route, List.of(), true)));
	}

}

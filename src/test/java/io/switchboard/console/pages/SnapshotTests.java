package io.switchboard.console.pages;

import java.time.Instant;
import java.util.List;

import io.switchboard.alerts.Trouble;
import io.switchboard.alerts.TroubleKind;
import io.switchboard.console.pages.Snapshot.Problem;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.followup.FollowUpQueries.Counts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The first sentence of the overview. */
class SnapshotTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	@Test
	void a_route_that_is_not_let_in_is_a_problem_that_somebody_has_to_mend() {
		RouteState route = new RouteState("sms-received-to-email", null, "waiting", "open", NOW, NOW,
				"the destination refuses the sign-in (email-copy: 535 wrong password)", 2, 1, 0);
		assertThat(problems(route)).first()
			.isEqualTo(new Problem(true,
					"sms-received-to-email: the destination refuses the sign-in (email-copy: 535 wrong password), and 3 deliveries wait.",
					"/routes", "/routes/sms-received-to-email", NOW));
	}

	@Test
	void one_whose_destination_is_away_goes_on_by_itself() {
		RouteState route = new RouteState("sms-received-to-email", null, "waiting", "open", NOW, NOW, null, 1, 0, 0);
		assertThat(problems(route)).containsExactly(new Problem(false,
				"sms-received-to-email is waiting: its destination fails, and 1 delivery waits. Nothing is lost: it tries again by itself.",
				"/routes", "/routes/sms-received-to-email", NOW));
	}

	@Test
	void what_another_node_waits_for_is_told_here_too_and_what_both_do_once() {
		Trouble there = new Trouble(TroubleKind.ROUTE_WAITS, "call-ended-to-crm",
				"call-ended-to-crm is waiting: its destination fails, and 7 deliveries wait", 0, NOW);
		RouteState here = new RouteState("call-ended-to-crm", null, "running", "closed", null, null, null, 0, 0, 0);
		assertThat(new Snapshot(1, NOW, 0, List.of(here), 0, null, 0, Counts.NONE, List.of(there), false).problems())
			.extracting(Problem::text)
			.containsExactly(
					"call-ended-to-crm is waiting: its destination fails, and 7 deliveries wait, on another node. Nothing is lost: it tries again by itself.");
		RouteState too = new RouteState("call-ended-to-crm", null, "waiting", "open", NOW, NOW, null, 7, 0, 0);
		assertThat(new Snapshot(1, NOW, 0, List.of(too), 0, null, 0, Counts.NONE, List.of(there), false).problems())
			.extracting(Problem::text)
			.containsExactly(
					"call-ended-to-crm is waiting: its destination fails, and 7 deliveries wait. Nothing is lost: it tries again by itself.");
	}

	private static List<Problem> problems(RouteState route) {
		return new Snapshot(1, NOW, 0, List.of(route), 0, null, 0, Counts.NONE, List.of(), false).problems();
	}

}

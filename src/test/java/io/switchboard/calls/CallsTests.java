package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.Client;
import io.switchboard.voipstudio.PlatformTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls are found, paged and counted. */
class CallsTests extends CallsBench {

	@Test
	void calls_are_found_by_all_that_is_known_of_them() {
		Map<String, Long> ids = new LinkedHashMap<>();
		for (String scenario : List.of("answered-call", "queue-abandoned", "queue-answered-after-three-agents",
				"ring-group-missed", "withheld-number")) {
			List<Map<String, Object>> events = played(scenario, BEGIN);
			post(events);
			ids.put(scenario, (Long) events.get(0).get("root_call_id"));
		}
		projector().run();
		long answered = ids.get("answered-call");
		long abandoned = ids.get("queue-abandoned");
		long agents = ids.get("queue-answered-after-three-agents");
		long missed = ids.get("ring-group-missed");
		long withheld = ids.get("withheld-number");
		assertThat(roots(with("447700900123", null, null, null, null, null, null, null, false)))
			.containsExactlyInAnyOrder(answered, abandoned);
		assertThat(roots(with("2001", null, null, null, null, null, null, null, false)))
			.containsExactlyInAnyOrder(abandoned, agents, withheld);
		assertThat(roots(with(null, "GRÜN", null, null, null, null, null, null, false))).containsExactly(agents);
		assertThat(roots(with(null, "upp", null, null, null, null, null, null, false)))
			.containsExactlyInAnyOrder(abandoned, agents, withheld);
		assertThat(roots(with(null, "%", null, null, null, null, null, null, false))).isEmpty();
		assertThat(roots(with("2001", "anonym", null, null, null, null, null, null, false))).containsExactly(withheld);
		assertThat(roots(with(null, null, agents, null, null, null, null, null, false))).containsExactly(agents);
		assertThat(roots(with(null, null, null, "Support", null, null, null, null, false)))
			.containsExactlyInAnyOrder(abandoned, agents, withheld);
		assertThat(roots(with(null, null, null, "Support", null, null, CallOutcome.ABANDONED, "in", false)))
			.containsExactlyInAnyOrder(abandoned, withheld);
		assertThat(roots(with(null, null, null, null, null, null, CallOutcome.MISSED, null, false)))
			.containsExactly(missed);
		assertThat(roots(with(null, null, null, null, null, null, null, "out", false))).isEmpty();
		assertThat(roots(with(null, null, null, null, BEGIN, BEGIN.plusMillis(1), null, null, false))).hasSize(5);
		assertThat(roots(with(null, null, null, null, BEGIN.plusMillis(1), null, null, null, false))).isEmpty();
		assertThat(roots(with(null, null, null, null, null, BEGIN, null, null, false))).isEmpty();
		assertThat(roots(with(null, null, null, null, null, null, null, null, true))).isEmpty();
	}

	@Test
	void pages_are_complete_and_without_repeats() {
		List<Map<String, Object>> hour = played("busy-hour", BEGIN);
		post(hour);
		projector().run();
		List<Long> all = roots(CallFilter.ALL);
		assertThat(all).hasSizeGreaterThan(40).doesNotHaveDuplicates();
		assertThat(paged(CallFilter.ALL, 7, 500)).isEqualTo(all);
		CallFilter named = with(null, "support", null, null, null, null, null, null, false);
		List<Long> support = roots(with(null, null, null, "Support", null, null, null, null, false));
		assertThat(support).hasSizeGreaterThan(5);
		assertThat(paged(named, 2, 3)).isEqualTo(support);
		assertThat(paged(with("2001", "support", null, null, null, null, null, null, false), 3, 4)).isEqualTo(support);
	}

	private List<Long> paged(CallFilter filter, int limit, int window) {
		List<Long> read = new ArrayList<>();
		CallCursor cursor = null;
		do {
			CallPage page = this.calls.find(filter, cursor, limit, window);
			page.calls().forEach((call) -> read.add(call.rootCallId()));
			cursor = page.next();
		}
		while (cursor != null);
		return read;
	}

	@Test
	void live_calls_are_counted_until_nothing_is_heard_of_them_for_hours() {
		Instant now = Instant.now();
		waiting(now.minusSeconds(90));
		waiting(now.minusSeconds(30));
		post(played("answered-call", BEGIN).subList(0, 3));
		post(played("queue-abandoned", BEGIN));
		projector().run();
		LiveCalls live = at(now).live();
		assertThat(live.calls()).isEqualTo(3);
		assertThat(live.waiting()).isEqualTo(2);
		assertThat(live.longestWaitSeconds()).isEqualTo(90);
		assertThat(live.queues()).containsExactly(new LiveCalls.Queue("Support", 2, 90));
		assertThat(at(now).find(with(null, null, null, null, null, null, null, null, true), null, 9).calls())
			.hasSize(3);
		Calls later = at(now.plus(Duration.ofHours(5)));
		assertThat(later.live()).isEqualTo(new LiveCalls(0, 0, null, List.of()));
		assertThat(later.find(CallFilter.ALL, null, 9).calls()).extracting(Call::state)
			.containsExactlyInAnyOrder(CallState.UNKNOWN, CallState.UNKNOWN, CallState.UNKNOWN, CallState.ENDED);
	}

	private void waiting(Instant since) {
		long call = CALLS.addAndGet(100);
		accept("""
				{"id":"%s","event_name":"call.ringing","call_id":%d,"event_time":"%3$s","start_time":"%3$s",\
				"context":"QUEUE","dst_name":"Support"}""".formatted(Client.newId(), call, PlatformTime.format(since)));
	}

	@Test
	void a_day_of_the_queues_is_counted_in_the_time_zone_of_people() {
		for (String scenario : List.of("queue-abandoned", "recorded-queue-call", "wrap-up-timeout",
				"queue-answered-after-three-agents", "answered-call")) {
			post(played(scenario, BEGIN));
		}
		post(played("recorded-queue-call", BEGIN).subList(0, 4));
		projector().run();
		QueueDay day = this.calls.day(LocalDate.of(2026, 4, 28));
		assertThat(day.queues()).containsExactly(new QueueDay.Counts("Support", 4, 1, 4, 2));
		assertThat(day.all()).isEqualTo(new QueueDay.Counts(null, 4, 1, 4, 2));
		assertThat(day.all().serviceLevel()).isEqualTo(0.5);
		assertThat(this.calls.day(LocalDate.of(2026, 4, 29)).all().serviceLevel()).isNull();
		Calls faraway = new Calls(this.store, this.jdbc, this.table, this.numbers, this.settings,
				ZoneId.of("Pacific/Auckland"), Clock.fixed(BEGIN.plus(Duration.ofHours(6)), ZoneOffset.UTC));
		assertThat(faraway.today()).isEqualTo(LocalDate.of(2026, 4, 29));
		assertThat(faraway.day(LocalDate.of(2026, 4, 28)).all().ended()).isEqualTo(4);
		assertThat(at(BEGIN).today()).isEqualTo(LocalDate.of(2026, 4, 28));
	}

	private Calls at(Instant now) {
		return new Calls(this.store, this.jdbc, this.table, this.numbers, this.settings, ZoneOffset.UTC,
				Clock.fixed(now, ZoneOffset.UTC));
	}

}

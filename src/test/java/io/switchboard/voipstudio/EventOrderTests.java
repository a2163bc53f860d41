package io.switchboard.voipstudio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of a call's events. */
class EventOrderTests {

	private static final Instant RECEIVED = Instant.parse("2026-04-28T10:00:00Z");

	private static final String TIME = "2026-04-28 08:46:13";

	@Test
	void events_are_ordered_by_second_then_by_the_time_in_their_id() {
		assertThat(List.of(order("uk003.608920d500001.1", TIME), order("uk003.608920d5f0000.77053295", TIME),
				order("uk003.608920d600000.1", TIME), order("uk003.608920d500000.1", "2026-04-28 08:46:14")))
			.isSorted()
			.doesNotHaveDuplicates();
		assertThat(order("uk003.608920d500001ff.1", TIME).text())
			.isEqualTo(order("uk003.608920d500001.1", TIME).text());
	}

	@Test
	void an_id_that_holds_no_time_comes_first_in_its_second() {
		assertThat(order("anything", TIME)).isLessThan(order("uk003.608920d500001.1", TIME));
		assertThat(order("anything", TIME).text()).isEqualTo("2026-04-28 08:46:13 0000000000000 0");
		assertThat(order("uk003.608920D5ZZZZZ.1", TIME).idTime()).isEqualTo("0000000000000");
	}

	@Test
	void within_one_moment_a_phone_rings_before_it_is_answered_and_hangs_up_last() {
		List<String> names = List.of("call.initial", "call.ringing", "call.connected", "call.hold", "call.unhold",
				"call.dtmf", "call.missed", "call.hangup", "queue.wrapup");
		List<String> shuffled = new ArrayList<>(names);
		Collections.shuffle(shuffled, new Random(7));
		assertThat(shuffled.stream().sorted((one, other) -> named(one).compareTo(named(other)))).isEqualTo(names);
	}

	/** The table of deliveries sorts by the text, the list of calls by its parts. */
	@Test
	void the_text_sorts_as_the_order_does() {
		Random random = new Random(7);
		List<EventOrder> orders = Stream.generate(() -> EventOrder.of(
				random.nextBoolean() ? "x" : "uk003.%08x%05x.1".formatted(random.nextInt(3), random.nextInt(3)),
				(random.nextInt(4) == 0) ? null : EventNames.ALL.get(random.nextInt(10)),
				(random.nextInt(4) == 0) ? null : "2026-04-28 08:46:1" + random.nextInt(3),
				RECEIVED.plusMillis(random.nextInt(3000))))
			.limit(200)
			.toList();
		for (EventOrder one : orders) {
			for (EventOrder other : orders) {
				int texts = one.text().compareTo(other.text());
				if (texts != 0) {
					assertThat(Integer.signum(one.compareTo(other))).as(one + " and " + other)
						.isEqualTo(Integer.signum(texts));
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "yesterday", "1970-01-01 00:00:00", "2126-04-28 08:46:13", "2026-02-30 08:46:13" })
	void an_event_without_a_believable_time_stands_where_it_came_in(String time) {
		assertThat(order("x", time)).isEqualTo(order("x", null));
		assertThat(order("x", time).text()).startsWith("2026-04-28 10:00:00 ");
	}

	private static EventOrder named(String name) {
		return EventOrder.of(name, name, TIME, RECEIVED);
	}

	private static EventOrder order(String id, @Nullable String eventTime) {
		return EventOrder.of(id, null, eventTime, RECEIVED);
	}

}

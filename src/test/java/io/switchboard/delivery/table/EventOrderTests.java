package io.switchboard.delivery.table;

import java.util.List;

import io.switchboard.delivery.queue.Deliveries;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventOrderTests {

	@Test
	void events_are_ordered_by_second_then_by_the_time_in_their_id() {
		assertThat(List.of(order("uk003.608920d500001.1", "2026-04-28 08:46:13"),
				order("uk003.608920d500001ff.1", "2026-04-28 08:46:13") + "=",
				order("uk003.608920d5f0000.77053295", "2026-04-28 08:46:13"),
				order("uk003.608920d600000.1", "2026-04-28 08:46:13"),
				order("uk003.608920d500000.1", "2026-04-28 08:46:14")))
			.isSorted()
			.doesNotHaveDuplicates();
	}

	@Test
	void an_id_that_holds_no_time_comes_first_in_its_second() {
		assertThat(order("anything", "2026-04-28 08:46:13")).isEqualTo("2026-04-28 08:46:13 0000000000000")
			.isLessThan(order("uk003.608920d500001.1", "2026-04-28 08:46:13"));
		assertThat(order("uk003.608920D5ZZZZZ.1", "2026-04-28 08:46:13")).endsWith(" 0000000000000");
	}

	@Test
	void an_event_without_a_time_stands_where_it_came_in() {
		assertThat(order("x", null)).isEqualTo(order("x", "yesterday")).startsWith("2026-04-28 10:00:00 ");
	}

	private static String order(String id, String eventTime) {
		return EventOrder.of(Deliveries.event(id, 7L, eventTime));
	}

}

package io.switchboard.delivery.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.delivery.table.Delivery;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.text.Rate;
import io.switchboard.voipstudio.ContextKind;
import org.jspecify.annotations.Nullable;

/** Makes deliveries for tests. */
public final class Deliveries {

	private Deliveries() {
	}

	public static Event event(String id, @Nullable Long call, @Nullable String eventTime) {
		return new Event(1, id, "call.ringing", null, ContextKind.UNKNOWN, call, call, eventTime,
				Instant.parse("2026-04-28T10:00:00Z"), EventStatus.ACCEPTED, null, new byte[0]);
	}

	/** The event's order is its delivery's id. */
	public static Delivery delivery(long id, @Nullable Long call) {
		return delivery(id, call, "%09d".formatted(id));
	}

	public static Delivery delivery(long id, @Nullable Long call, String order) {
		return new Delivery(id, event("e" + id, call, null), "route", 0, order, 0, 0, 0, 0, 0);
	}

	public static ChannelOptions options(boolean ordered, @Nullable String rate, int breakerFailures) {
		return new ChannelOptions(8, 100, List.of(Duration.ofSeconds(10)), 2, Duration.ofSeconds(1), ordered,
				(rate != null) ? Rate.parse(rate) : null, breakerFailures, List.of(Duration.ofMillis(50)));
	}

}

package io.switchboard.screenpop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.inbox.EventFeed;
import io.switchboard.inbox.EventFeed.Arrival;
import io.switchboard.inbox.EventFeed.LegArrival;
import io.switchboard.inbox.Gaps;
import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Follows the table of events of all nodes. It knows the state of the telephones, and the
 * changes since the last look. Used by one thread.
 */
final class PhoneWatch {

	/**
	 * How many events the first look reads: more than come in while a telephone rings.
	 */
	static final int BACK = 5000;

	private static final int PAGE = 1000;

	/** A watch that is further behind begins anew. */
	private static final int MOST_PAGES = 20;

	private final EventFeed events;

	private final PhoneNumbers numbers;

	private RingingLegs legs;

	private @Nullable Gaps gaps;

	PhoneWatch(EventFeed events, PhoneNumbers numbers) {
		this.events = events;
		this.numbers = numbers;
		this.legs = new RingingLegs(numbers);
	}

	/** The telephones as they were at the last look. */
	RingingLegs legs() {
		return this.legs;
	}

	/**
	 * The calls that have changed since the last look. Null at the first look, and if it
	 * had to begin anew: then all listeners get all calls.
	 */
	@Nullable List<PhoneCall> look(Instant now) {
		Gaps known = this.gaps;
		if (known == null) {
			begin(now);
			return null;
		}
		Map<Long, PhoneCall> changed = new LinkedHashMap<>();
		hear(late(known, now), changed);
		for (int page = 0; page <= MOST_PAGES; page++) {
			if (page == MOST_PAGES) {
				this.gaps = null;
				return look(now);
			}
			List<LegArrival> next = this.events.legsAfter(known.position(), PAGE);
			known.read(arrivals(next), now);
			hear(next, changed);
			if (next.size() < PAGE) {
				break;
			}
		}
		this.legs.forget(now).forEach((call) -> changed.put(call.callId(), call));
		return new ArrayList<>(changed.values());
	}

	private void begin(Instant now) {
		RingingLegs legs = new RingingLegs(this.numbers);
		Gaps gaps = new Gaps(Math.max(0, this.events.newest() - BACK));
		List<LegArrival> next;
		do {
			next = this.events.legsAfter(gaps.position(), PAGE);
			gaps.read(arrivals(next), now);
			next.stream().map(LegArrival::event).forEach((event) -> {
				if (event != null) {
					legs.hear(event);
				}
			});
		}
		while (next.size() == PAGE);
		legs.forget(now);
		this.legs = legs;
		this.gaps = gaps;
	}

	/** Lost its place, such as after a failure. */
	void forget() {
		this.gaps = null;
	}

	private List<LegArrival> late(Gaps gaps, Instant now) {
		List<LegArrival> late = this.events.legsOf(gaps.missing());
		gaps.filled(arrivals(late), now);
		return late;
	}

	private void hear(List<LegArrival> arrivals, Map<Long, PhoneCall> changed) {
		for (LegArrival arrival : arrivals) {
			if (arrival.event() != null) {
				this.legs.hear(arrival.event()).forEach((call) -> changed.put(call.callId(), call));
			}
		}
	}

	private static List<Arrival> arrivals(List<LegArrival> of) {
		return of.stream().map(LegArrival::arrival).toList();
	}

}

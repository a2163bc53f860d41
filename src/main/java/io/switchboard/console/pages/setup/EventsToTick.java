package io.switchboard.console.pages.setup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.switchboard.console.counts.EventCounts;
import io.switchboard.console.counts.EventCounts.Seen;
import io.switchboard.console.picture.Wiring.Case;
import io.switchboard.console.picture.WiringReader;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * VoIPstudio's events, each with its box in the settings there, the rules that need it,
 * and when it last came.
 */
@Component
class EventsToTick {

	static final Duration LATELY = Duration.ofDays(7);

	private static final String ALL_OF_CALLS = "Call State Change";

	/** By name, in the order of a call. */
	private static final List<String[]> EVENTS = List.of(new String[] { EventNames.INITIAL, ALL_OF_CALLS },
			new String[] { EventNames.RINGING, ALL_OF_CALLS }, new String[] { EventNames.CONNECTED, ALL_OF_CALLS },
			new String[] { EventNames.HOLD, ALL_OF_CALLS }, new String[] { EventNames.UNHOLD, ALL_OF_CALLS },
			new String[] { EventNames.MISSED, ALL_OF_CALLS }, new String[] { EventNames.HANGUP, ALL_OF_CALLS },
			new String[] { EventNames.DTMF, "Call DTMF received" }, new String[] { EventNames.SMS, "SMS received" },
			new String[] { EventNames.WRAP_UP, "Queue wrap up" },
			new String[] { EventNames.RECORDING, "Call Recording" });

	static final List<String> NAMES = EVENTS.stream().map((event) -> event[0]).toList();

	private final EventCounts counts;

	private final WiringReader wiring;

	EventsToTick(EventCounts counts, WiringReader wiring) {
		this.counts = counts;
		this.wiring = wiring;
	}

	/**
	 * An event.
	 *
	 * @param name VoIPstudio's
	 * @param box what to tick
	 * @param rules the ids of the rules that ask for it and are on
	 * @param seen whether it came lately, or null
	 */
	public record Row(String name, String box, List<String> rules, @Nullable Seen seen) {

		/** Whether rules need the event and it does not come. */
		public boolean isMissed() {
			return this.seen == null && !this.rules.isEmpty();
		}

	}

	List<Row> rows() {
		Map<String, Seen> seen = this.counts.seen(Instant.now().minus(LATELY));
		List<Case> rules = this.wiring.read().cases();
		List<Row> rows = new ArrayList<>();
		for (String[] event : EVENTS) {
			List<String> asking = rules.stream()
				.filter((rule) -> rule.on() && rule.eventNames().contains(event[0]))
				.map(Case::id)
				.toList();
			rows.add(new Row(event[0], event[1], asking, seen.get(event[0])));
		}
		return rows;
	}

}

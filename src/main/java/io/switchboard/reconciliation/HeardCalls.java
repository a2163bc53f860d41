package io.switchboard.reconciliation;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventFeed;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.FinalRule;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Knows of which calls the inbox has the end. */
@Component
class HeardCalls {

	private final EventFeed events;

	private final FinalRule finalRule;

	private final ObjectMapper json = new ObjectMapper();

	HeardCalls(EventFeed events, FinalRule finalRule) {
		this.events = events;
		this.finalRule = finalRule;
	}

	/** How a call's end came to us. */
	enum Source {

		/** At least one webhook told of it. */
		WEBHOOK,
		/** Switchboard filed it itself. */
		RECORD

	}

	/**
	 * The calls whose end is known.
	 * @param liveIds {@code live_id} of some calls
	 * @return by live_id; calls that are missing here have no known end
	 */
	Map<Long, Source> find(Collection<Long> liveIds) {
		Map<Long, Source> heard = new HashMap<>();
		Set<Long> wanted = new HashSet<>(liveIds);
		for (Event event : this.events.endings(wanted)) {
			Source source = event.id().startsWith(Event.RECONCILED) ? Source.RECORD : Source.WEBHOOK;
			for (Long call : ended(event)) {
				if (wanted.contains(call)) {
					heard.merge(call, source, (one, other) -> (one == other) ? one : Source.WEBHOOK);
				}
			}
		}
		return heard;
	}

	/** When the last webhook came in, or null. */
	@Nullable Instant lastReceived() {
		return this.events.lastReceived();
	}

	/** A final end ends leg and call; another hang-up ends its leg alone. */
	private Set<Long> ended(Event event) {
		Set<Long> ended = new HashSet<>();
		boolean wholeCall = this.finalRule.endsCall(event.eventName(), said(event.body()));
		if (wholeCall || EventNames.HANGUP.equals(event.eventName())) {
			ended.add(event.callId());
		}
		if (wholeCall) {
			ended.add(event.rootCallId());
		}
		return ended;
	}

	/** The field {@code final}; null where it cannot be read. */
	private @Nullable Object said(byte[] body) {
		try {
			return this.json.readValue(body, Map.class).get("final");
		}
		catch (IOException ex) {
			return null;
		}
	}

}

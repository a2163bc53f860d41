package io.switchboard.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.switchboard.calls.CallMoment;
import io.switchboard.history.CallStory.Sent;
import io.switchboard.history.CallStory.Told;
import io.switchboard.history.CallStory.Tried;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what happened to a call, with three statements even for a long call. */
@Component
public class CallStories {

	/** Of a call with more events, the newest are read. */
	public static final int MAX_EVENTS = 1000;

	/** An event that names only a leg, such as a recording, belongs to the call too. */
	private static final String EVENTS = """
			select * from event
			where root_call_id in (select ? union all select call_id from call_leg where root_call_id = ?)
			order by seq desc limit\s""" + MAX_EVENTS;

	private static final String DELIVERIES = """
			select d.id, d.event_seq, d.route, d.status, d.last_error, d.next_attempt_at, e.id as event_id
			from delivery d join event e on e.seq = d.event_seq where %s order by d.id""";

	private static final String ATTEMPTS = "select * from every_attempt where %s order by delivery_id, number";

	private final Store store;

	private final EventTable events;

	private final JdbcTemplate jdbc;

	CallStories(Store store, EventTable events, JdbcTemplate jdbc) {
		this.store = store;
		this.events = events;
		this.jdbc = jdbc;
	}

	private record OfEvent(long seq, Sent sent) {
	}

	private record OfDelivery(long id, Tried tried) {
	}

	/** The story of a call; without events if none has come in. */
	public CallStory of(long rootCallId) {
		List<Event> events = this.jdbc.query(EVENTS, (row, number) -> this.events.read(row), rootCallId, rootCallId);
		Map<Long, List<Sent>> deliveries = deliveries(events.stream().map(Event::seq).toList());
		return new CallStory(rootCallId,
				events.stream()
					.map(CallMoment::of)
					.sorted()
					.map((moment) -> new Told(moment, deliveries.getOrDefault(moment.event().seq(), List.of())))
					.toList());
	}

	/** The call that a leg is part of, if it is a leg other than the root one. */
	public Optional<Long> ofLeg(long callId) {
		return this.jdbc.queryForList("select root_call_id from call_leg where call_id = ?", Long.class, callId)
			.stream()
			.findFirst();
	}

	private Map<Long, List<Sent>> deliveries(List<Long> seqs) {
		if (seqs.isEmpty()) {
			return Map.of();
		}
		List<OfEvent> found = this.jdbc.query(DELIVERIES.formatted(this.store.isIn("d.event_seq")),
				(row, number) -> new OfEvent(row.getLong("event_seq"),
						new Sent(row.getLong("id"), row.getString("event_id"), row.getString("route"),
								DeliveryDetails.word(row.getString("status"), row.getString("last_error")),
								this.store.time(row, "next_attempt_at"), List.of())),
				this.store.numbers(seqs));
		Map<Long, List<Tried>> attempts = attempts(found.stream().map((each) -> each.sent().id()).toList());
		return found.stream()
			.collect(Collectors.groupingBy(OfEvent::seq,
					Collectors.mapping((each) -> with(each.sent(), attempts), Collectors.toList())));
	}

	private static Sent with(Sent sent, Map<Long, List<Tried>> attempts) {
		return new Sent(sent.id(), sent.eventId(), sent.route(), sent.status(), sent.nextAttemptAt(),
				attempts.getOrDefault(sent.id(), List.of()));
	}

	private Map<Long, List<Tried>> attempts(List<Long> ids) {
		return this.jdbc
			.query(ATTEMPTS.formatted(this.store.isIn("delivery_id")),
					(row, number) -> new OfDelivery(row.getLong("delivery_id"),
							new Tried(row.getInt("number"), row.getInt("redelivery"),
									this.store.time(row, "started_at"), row.getLong("duration_ms"),
									DeliveryDetails.word(row.getString("outcome"), row.getString("error")),
									row.getString("error"))),
					this.store.numbers(ids))
			.stream()
			.collect(Collectors.groupingBy(OfDelivery::id, Collectors.mapping(OfDelivery::tried, Collectors.toList())));
	}

}

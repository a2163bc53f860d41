package io.switchboard.inbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * The events of one commit: what is new is stored and filed, what is not is kept beside
 * what it repeats. The work may run again after a deadlock, so it starts afresh each
 * time.
 */
final class EventBatch implements Store.Work<Boolean> {

	private static final int MAX_ROUNDS = 10;

	private final EventTable events;

	private final KnownEvents knownEvents;

	private final EventListener listener;

	private final List<NewEvent> arrived;

	private final @Nullable Receipt[] receipts;

	/** By their place in the batch. */
	private final Map<Integer, Event> accepted = new TreeMap<>();

	private EventListener.@Nullable Filing filing;

	/** The events come in ascending order of id. */
	EventBatch(EventTable events, KnownEvents knownEvents, EventListener listener, List<NewEvent> arrived) {
		this.events = events;
		this.knownEvents = knownEvents;
		this.listener = listener;
		this.arrived = arrived;
		this.receipts = new Receipt[arrived.size()];
	}

	@Override
	public Boolean run(Connection connection) throws SQLException {
		rolledBack();
		List<Integer> open = IntStream.range(0, this.receipts.length).boxed().toList();
		for (int round = 1; !open.isEmpty(); round++) {
			if (round > MAX_ROUNDS) {
				throw new IllegalStateException(open.size() + " events are neither new nor known");
			}
			open = keep(connection, open);
		}
		if (!this.accepted.isEmpty()) {
			this.filing = this.listener.file(connection, List.copyOf(this.accepted.values()));
		}
		return true;
	}

	/**
	 * Tries to keep some of the batch.
	 * @return those to try again: what they repeat came or went in the meantime
	 */
	private List<Integer> keep(Connection connection, List<Integer> places) throws SQLException {
		@Nullable Long[] seqs = this.events.insert(connection, places.stream().map(this.arrived::get).toList());
		List<Integer> known = new ArrayList<>();
		for (int i = 0; i < seqs.length; i++) {
			Long seq = seqs[i];
			if (seq == null) {
				known.add(places.get(i));
				continue;
			}
			Event event = this.arrived.get(places.get(i)).event();
			this.receipts[places.get(i)] = new Receipt(event.status(), event.id(), event.reason());
			if (event.status() == EventStatus.ACCEPTED) {
				this.accepted.put(places.get(i), event.stored(seq));
			}
		}
		return known.isEmpty() ? known : keepRepeats(connection, known);
	}

	private List<Integer> keepRepeats(Connection connection, List<Integer> places) throws SQLException {
		List<KnownEvents.Known> known = this.knownEvents.find(connection,
				places.stream().map(this.arrived::get).toList());
		List<Integer> again = new ArrayList<>();
		Map<Integer, NewEvent> repeats = new TreeMap<>();
		for (int i = 0; i < known.size(); i++) {
			int place = places.get(i);
			if (known.get(i).isNothing()) {
				again.add(place);
				continue;
			}
			NewEvent event = this.arrived.get(place);
			NewEvent repeat = repeat(event, known.get(i));
			String reason = (repeat != null) ? repeat.event().reason() : null;
			this.receipts[place] = new Receipt(EventStatus.DUPLICATE, event.event().id(), reason);
			if (repeat != null) {
				repeats.put(place, repeat);
			}
		}
		again.addAll(insertRepeats(connection, repeats));
		return again;
	}

	/** What is not stored under its own id may be yet another of that id. */
	private List<Integer> insertRepeats(Connection connection, Map<Integer, NewEvent> repeats) throws SQLException {
		List<Integer> again = new ArrayList<>();
		if (!repeats.isEmpty()) {
			@Nullable Long[] seqs = this.events.insert(connection, List.copyOf(repeats.values()));
			int i = 0;
			for (Map.Entry<Integer, NewEvent> repeat : repeats.entrySet()) {
				String id = this.arrived.get(repeat.getKey()).event().id();
				if (seqs[i++] == null && repeat.getValue().event().id().equals(id)) {
					again.add(repeat.getKey());
				}
			}
		}
		return again;
	}

	/**
	 * The same id with another body is kept too, beside the first, under an id that
	 * tells; and what says the same under another id is kept under that.
	 */
	private static @Nullable NewEvent repeat(NewEvent event, KnownEvents.Known known) {
		String id = event.event().id();
		if (known.sameBody() == null) {
			return event.repeats(id, "the same call, event, state and second as " + known.saysTheSame());
		}
		return known.sameBody() ? null : event.repeats(id + "~" + digest(event.event().body()),
				"the id of an earlier event, with another body");
	}

	/** What became of the event at this place of the batch; once the work has run. */
	Receipt receipt(int place) {
		return Objects.requireNonNull(this.receipts[place]);
	}

	void committed() {
		if (this.filing != null) {
			this.filing.committed();
		}
	}

	void rolledBack() {
		this.accepted.clear();
		if (this.filing != null) {
			this.filing.rolledBack();
			this.filing = null;
		}
	}

	private static String digest(byte[] body) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
			return HexFormat.of().formatHex(digest, 0, 4);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

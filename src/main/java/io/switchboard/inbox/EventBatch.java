package io.switchboard.inbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * The events that share a commit. New events are stored and filed, all at once. An event
 * that repeats another is then stored beside it.
 */
final class EventBatch {

	private static final int MAX_ROUNDS = 10;

	private static final EventListener.Filing NOTHING = new NothingFiled();

	private final Store store;

	private final EventTable events;

	private final KnownEvents knownEvents;

	private final EventListener listener;

	private final List<NewEvent> arrived;

	private final List<Decision> decisions;

	private final @Nullable Receipt[] receipts;

	/** The events come in ascending order of id, each with its decision. */
	EventBatch(Store store, EventTable events, KnownEvents knownEvents, EventListener listener, List<NewEvent> arrived,
			List<Decision> decisions) {
		this.store = store;
		this.events = events;
		this.knownEvents = knownEvents;
		this.listener = listener;
		this.arrived = arrived;
		this.decisions = decisions;
		this.receipts = new Receipt[arrived.size()];
	}

	/**
	 * Keeps all of them.
	 * @throws SQLException if the store refuses; the events that have a receipt are
	 * stored all the same
	 */
	void commit() throws SQLException {
		List<Integer> open = IntStream.range(0, this.receipts.length).boxed().toList();
		for (int round = 1; !open.isEmpty(); round++) {
			if (round > MAX_ROUNDS) {
				throw new IllegalStateException(open.size() + " events are neither new nor known");
			}
			List<Integer> known = storeNew(open);
			open = known.isEmpty() ? known : this.store.write((connection) -> keepRepeats(connection, known));
		}
	}

	/** Returns the events that are already stored. */
	private List<Integer> storeNew(List<Integer> places) throws SQLException {
		List<NewEvent> some = places.stream().map(this.arrived::get).toList();
		EventListener.Filing filing = this.listener.file(places.stream()
			.map((place) -> new EventListener.Decided(this.arrived.get(place).event(), this.decisions.get(place)))
			.toList());
		@Nullable Long[] seqs;
		try {
			seqs = this.store.writeAtOnce((connection) -> this.events.insert(connection, some, filing));
		}
		catch (SQLException | RuntimeException | Error ex) {
			filing.rolledBack();
			throw ex;
		}
		List<Integer> known = new ArrayList<>();
		for (int i = 0; i < seqs.length; i++) {
			Event event = some.get(i).event();
			if (seqs[i] == null) {
				known.add(places.get(i));
			}
			else {
				this.receipts[places.get(i)] = new Receipt(event.status(), event.id(), event.reason());
			}
		}
		filing.committed();
		return known;
	}

	/**
	 * Stores an event beside the one that it repeats.
	 * @return the events to try again, because the event that they repeat was deleted
	 * meanwhile
	 */
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

	/**
	 * Stores the events. Returns those whose id a third body has taken.
	 */
	private List<Integer> insertRepeats(Connection connection, Map<Integer, NewEvent> repeats) throws SQLException {
		List<Integer> again = new ArrayList<>();
		if (!repeats.isEmpty()) {
			@Nullable Long[] seqs = this.events.insert(connection, List.copyOf(repeats.values()), NOTHING);
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
	 * An event with a known id and another body is stored under an id that says so. An
	 * event with known content and another id is stored under its own id.
	 */
	private static @Nullable NewEvent repeat(NewEvent event, KnownEvents.Known known) {
		String id = event.event().id();
		if (known.sameBody() == null) {
			return event.repeats(id, "the same call, event, state and second as " + known.saysTheSame());
		}
		return known.sameBody() ? null : event.repeats(id + "~" + digest(event.event().body()),
				"the id of an earlier event, with another body");
	}

	/**
	 * What became of the event at this place of the batch; null if it is not stored.
	 */
	@Nullable Receipt receipt(int place) {
		return this.receipts[place];
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

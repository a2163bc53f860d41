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
 * The events that share a commit: what is new is stored and filed, all at once; what is
 * not is then kept beside what it repeats.
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
	 * @throws SQLException if the store refuses; those that have a receipt are kept
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

	/** Returns those that are there already. */
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
	 * Keeps what repeats another beside it.
	 * @return those to try again: what they repeat went in the meantime
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
	 * Stores them, and returns those whose id is taken by yet another body.
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
	 * The same id with another body is kept too, beside the first, under an id that says
	 * so. The same content under another id is kept under that other id.
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
	 * What became of the event at this place of the batch; null if it is not kept.
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

package io.switchboard.delivery.queue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.RouteNames;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/** Watches the machine and reports a broken promise. */
final class Promises {

	static final int MAX_ATTEMPTS = 3;

	static final int MAX_WAITS = 2;

	private final JdbcTemplate jdbc;

	private final Clock clock;

	private final boolean sole;

	/** The history of the run, for the message of a failure. */
	final List<String> story = new ArrayList<>();

	private final List<Running> running = new ArrayList<>();

	/** Events that were not decided at the door. */
	private final Set<String> decidedLater = new HashSet<>();

	private Map<Long, Open> open = new HashMap<>();

	private List<Long> givenUp = List.of();

	private @Nullable String broken;

	private int now;

	Promises(JdbcTemplate jdbc, Clock clock, boolean sole) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.sole = sole;
	}

	/** A delivery that is not done, with the time from which all processes see it. */
	private record Open(long id, String route, @Nullable Long call, String order, int since, @Nullable Node heldBy,
			boolean again) {

		private boolean isBefore(Delivery delivery) {
			int byOrder = this.order.compareTo(delivery.order());
			return this.route.equals(delivery.route()) && this.call != null && this.call.equals(delivery.call())
					&& ((byOrder != 0) ? byOrder < 0 : this.id < delivery.id());
		}

		/** Its event was with the switchboard before the delivery existed. */
		private boolean isUndecidedBefore(Delivery delivery, int since) {
			return this.route.equals(RouteNames.SWITCHBOARD) && !delivery.route().equals(RouteNames.SWITCHBOARD)
					&& this.call != null && this.call.equals(delivery.call()) && this.since < since && !this.again
					&& this.order.compareTo(delivery.order()) < 0;
		}

	}

	private record Running(Node node, Delivery delivery) {
	}

	int now() {
		return ++this.now;
	}

	void tell(String what) {
		this.story.add(what);
	}

	private void require(boolean kept, String promise, Object... arguments) {
		if (!kept) {
			String text = promise.formatted(arguments);
			tell("BROKEN: " + text);
			this.broken = Objects.requireNonNullElse(this.broken, text);
		}
	}

	void check() {
		if (this.broken != null) {
			throw new AssertionError(this.broken + "\n  " + String.join("\n  ", this.story));
		}
	}

	boolean isAnythingOpen() {
		return !this.open.isEmpty();
	}

	/** {@code holdsAll} says whether all new deliveries of a route are in memory. */
	void committed(Node node, Map<String, Boolean> holdsAll, boolean byOperator) {
		int since = now();
		List<Long> given = this.jdbc.queryForList("select id from delivery where status in ('dead', 'discarded')",
				Long.class);
		require(byOperator || given.containsAll(this.givenUp), "of %s, given up, some are taken up by nobody: %s",
				this.givenUp, given);
		this.givenUp = given;
		Map<Long, Open> next = new HashMap<>();
		this.jdbc.query("select * from delivery where status in ('pending', 'retrying')", (row) -> {
			long id = row.getLong("id");
			Number call = (Number) row.getObject("root_call_id");
			Open fresh = new Open(id, row.getString("route"), (call != null) ? call.longValue() : null,
					row.getString("event_order"), since,
					(!byOperator && holdsAll.getOrDefault(row.getString("route"), false)) ? node : null, byOperator);
			next.put(id, this.open.getOrDefault(id, fresh));
		});
		this.open = next;
	}

	void starts(Node node, Delivery delivery, boolean ordered) {
		tell("start " + text(delivery));
		List<Map<String, Object>> rows = this.jdbc
			.queryForList("select status, attempts, next_attempt_at from delivery where id = ?", delivery.id());
		require(rows.size() == 1 && ((Number) rows.get(0).get("attempts")).intValue() == delivery.attempts(),
				"%s was marked before it started: %s", text(delivery), rows);
		require(rows.isEmpty() || List.of("pending", "retrying", "discarded").contains(rows.get(0).get("status")),
				"%s was done before it started: %s", text(delivery), rows);
		boolean first = node.started
			.add(List.of(delivery.id(), (long) delivery.attempts(), (long) delivery.redeliveries(), delivery.term()));
		require(first || !this.sole, "%s starts twice in one life", text(delivery));
		for (Running other : this.running) {
			boolean apart = other.delivery.id() != delivery.id()
					&& (!ordered || delivery.call() == null || !other.delivery.route().equals(delivery.route())
							|| !delivery.call().equals(other.delivery.call()));
			require(apart || !other.node.stands(other.delivery), "%s starts while %s runs", text(delivery),
					text(other.delivery));
		}
		if (ordered) {
			Open own = this.open.get(delivery.id());
			if (own != null && !own.again && !this.decidedLater.contains(delivery.event().id())) {
				this.open.values()
					.stream()
					.filter((earlier) -> earlier.isUndecidedBefore(delivery, own.since))
					.forEach((earlier) -> require(false, "%s overtakes %s, which is not decided", text(delivery),
							earlier));
			}
			int lastRead = node.lastRead.getOrDefault(delivery.route(), -1);
			for (Open earlier : this.open.values()) {
				require(!earlier.isBefore(delivery) || earlier.again || node.decided.contains(earlier.id)
						|| (earlier.since > lastRead && earlier.heldBy != node) || isHidden(earlier, lastRead),
						"%s overtakes %s, table read at %d", text(delivery), earlier, lastRead);
			}
		}
		if (delivery.route().equals(RouteNames.SWITCHBOARD)) {
			this.decidedLater.add(delivery.event().id());
		}
		this.running.add(new Running(node, delivery));
	}

	/**
	 * While the table was read, an operator redelivered an earlier delivery that was not
	 * due at the time of the read.
	 */
	private boolean isHidden(Open delivery, int read) {
		return this.open.values()
			.stream()
			.anyMatch((again) -> again.again && again.since > read && again.route.equals(delivery.route)
					&& again.call != null && again.call.equals(delivery.call)
					&& again.order.compareTo(delivery.order) <= 0);
	}

	void ends(Node node, Delivery delivery, String how) {
		tell("end " + text(delivery) + " " + how);
		this.running.remove(new Running(node, delivery));
	}

	void dies(Node node) {
		this.running.removeIf((each) -> each.node == node);
		requireNothingIsLost();
	}

	/** Each event is with the switchboard, or with the routes that it chose. */
	void requireNothingIsLost() {
		none("is lost on its way to a route", """
				select e.seq, e.body, r.route from event e join (select 'mail' as route union all select 'rows') r
				where not exists (select 1 from delivery d where d.event_seq = e.seq and d.route = 'switchboard'
				                  and d.status <> 'delivered')
				  and instr(cast(e.body as text), r.route) > 0
				  and not exists (select 1 from delivery d where d.event_seq = e.seq and d.route = r.route)""");
	}

	void requireAllIsDone() {
		requireNothingIsLost();
		none("is not done", "select * from delivery where status in ('pending', 'retrying')");
		none("has not the attempts that it counts", """
				select d.id, d.attempts, count(a.number), max(a.number), min(a.number) from delivery d
				left join every_attempt a on a.delivery_id = d.id group by d.id
				having count(a.number) <> d.attempts or coalesce(max(a.number), 0) <> d.attempts""");
		none("was delivered more often than somebody asked for", """
				select d.id, d.redeliveries, count(*) from delivery d join every_attempt a on a.delivery_id = d.id
				where a.outcome = 'delivered' group by d.id having count(*) > 1 + d.redeliveries""");
		none("failed too often", """
				select d.id, a.redelivery, count(*) from delivery d join every_attempt a on a.delivery_id = d.id
				where a.outcome = 'failed' group by d.id, a.redelivery having count(*) > %d""".formatted(MAX_ATTEMPTS));
		none("counts wrong", "select * from delivery where waits > %d or attempts - uncounted > %d".formatted(MAX_WAITS,
				MAX_ATTEMPTS));
		none("is not as its last attempt ended",
				"""
						select d.*, a.outcome from delivery d join every_attempt a on a.delivery_id = d.id and a.number = d.attempts
						where (d.status = 'delivered') and a.outcome <> 'delivered'
						   or (d.status = 'dead') and a.outcome <> 'failed'""");
		check();
	}

	private void none(String what, String query) {
		this.jdbc.queryForList(query).forEach((row) -> require(false, "%s %s", row, what));
	}

	private static String text(Delivery delivery) {
		return "%s#%d(call %s, %s, attempt %d, term %d)".formatted(delivery.route(), delivery.id(), delivery.call(),
				delivery.order(), delivery.attempts() + 1, delivery.term());
	}

}

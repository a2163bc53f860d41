package io.switchboard.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Writes a filter as SQL, newest first. Column names come from here, values are bound.
 */
final class CallQuery {

	private static final String ORDER = " order by start_time desc, root_call_id desc limit ";

	private final Store store;

	private final CallFilter filter;

	/** The numbers to find at either end; empty if the filter names none. */
	private final Object[] numbers;

	private final @Nullable CallCursor cursor;

	private final Instant now;

	CallQuery(Store store, CallFilter filter, Set<String> numbers, @Nullable CallCursor cursor, Instant now) {
		this.store = store;
		this.filter = filter;
		this.numbers = numbers.toArray();
		this.cursor = cursor;
		this.now = now;
	}

	/** SQL and its values. */
	record Statement(String sql, Object[] arguments) {
	}

	/**
	 * The rows that match.
	 * @param window how many rows are searched by name at most
	 */
	Statement rows(int limit, int window) {
		List<Object> arguments = new ArrayList<>();
		String name = this.filter.name();
		String live = live(arguments);
		String source = matching((name != null) ? window : limit, "*", arguments);
		String sql = live + "select * from (" + source + ") as found";
		if (name != null) {
			sql += " where names like ? escape '\\'";
			arguments.add(CallText.pattern(name));
		}
		return new Statement(sql + ORDER + limit, arguments.toArray());
	}

	/** The last row of the window, if there are as many. */
	Statement end(int window) {
		List<Object> arguments = new ArrayList<>();
		String live = live(arguments);
		String source = matching(window, "start_time, root_call_id", arguments);
		return new Statement(live + "select start_time, root_call_id from (" + source + ") as found" + ORDER
				+ "1 offset " + (window - 1), arguments.toArray());
	}

	/** Makes the database find these few rows first, whatever its planner estimates. */
	private String live(List<Object> arguments) {
		if (!this.filter.isLive()) {
			return "";
		}
		arguments.add(Objects.requireNonNull(this.store.time(this.now.minus(CallTable.BELIEVED))));
		return "with live_call as materialized (select * from call where " + CallTable.LIVE
				+ " and last_seen_at >= ?) ";
	}

	/** A number at either end, each looked up by its own index. */
	private String matching(int limit, String columns, List<Object> arguments) {
		if (this.numbers.length == 0) {
			return select(columns, new Conditions(), arguments) + ORDER + limit;
		}
		String places = String.join(", ", Collections.nCopies(this.numbers.length, "?"));
		Conditions src = new Conditions().and("src in (" + places + ")", this.numbers);
		Conditions dst = new Conditions().and("dst in (" + places + ")", this.numbers)
			.and("(src is null or src not in (" + places + "))", this.numbers);
		String found = "select * from (" + select(columns, src, arguments) + ORDER + limit
				+ ") as by_src union all select * from (" + select(columns, dst, arguments) + ORDER + limit
				+ ") as by_dst";
		return "select * from (" + found + ") as by_number" + ORDER + limit;
	}

	private String select(String columns, Conditions conditions, List<Object> arguments) {
		CallFilter wanted = this.filter;
		if (wanted.callId() != null) {
			conditions.and("root_call_id in (select ? union all select root_call_id from call_leg where call_id = ?)",
					wanted.callId(), wanted.callId());
		}
		conditions.and("queue = ?", wanted.queue())
			.and("outcome = ?", wanted.outcome())
			.and("direction = ?", wanted.direction())
			.and("start_time >= ?", this.store.time(wanted.from()))
			.and("start_time < ?", this.store.time(wanted.to()));
		if (this.cursor != null) {
			conditions.and("(start_time, root_call_id) < (?, ?)", this.store.time(this.cursor.startTime()),
					this.cursor.rootCallId());
		}
		arguments.addAll(conditions.arguments);
		return "select " + columns + " from " + (wanted.isLive() ? "live_call" : "call") + conditions.where();
	}

	private static final class Conditions {

		private final List<String> conditions = new ArrayList<>();

		private final List<Object> arguments = new ArrayList<>();

		/** A condition, unless its first value is null. */
		Conditions and(String condition, @Nullable Object... values) {
			if (values[0] != null) {
				this.conditions.add(condition);
				for (Object value : values) {
					this.arguments.add(Objects.requireNonNull(value));
				}
			}
			return this;
		}

		private String where() {
			return this.conditions.isEmpty() ? "" : " where " + String.join(" and ", this.conditions);
		}

	}

}

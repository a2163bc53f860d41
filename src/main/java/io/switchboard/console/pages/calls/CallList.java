package io.switchboard.console.pages.calls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.calls.Call;
import io.switchboard.calls.CallCursor;
import io.switchboard.calls.CallPage;
import io.switchboard.calls.Calls;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Calls a page at a time, with what stands in the way of their deliveries. */
@Component
class CallList {

	private static final int ROWS = 50;

	/** All of the page's calls at once, with the events that name a leg alone. */
	private static final String PROBLEMS = """
			with leg as (
			  select root_call_id as root, root_call_id as call_id from call where %1$s
			  union all select root_call_id, call_id from call_leg where %1$s)
			select leg.root, d.status, count(*) as number
			from leg join event e on e.root_call_id = leg.call_id join delivery d on d.event_seq = e.seq
			where d.status in ('retrying', 'dead') group by leg.root, d.status""";

	private final Calls calls;

	private final Store store;

	private final JdbcTemplate jdbc;

	CallList(Calls calls, Store store, JdbcTemplate jdbc) {
		this.calls = calls;
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * A call in the list.
	 *
	 * @param call the call
	 * @param retrying how many of its deliveries failed and will be tried again
	 * @param dead how many of its deliveries are dead letters
	 */
	record Row(Call call, long retrying, long dead) {

		/** The caller's name, unless it is the number again. */
		public @Nullable String callerName() {
			return People.name(this.call.srcName(), this.call.src());
		}

		/** The name of what was called, unless it is the number again. */
		public @Nullable String calledName() {
			return People.name(this.call.dstName(), this.call.dst());
		}

	}

	/**
	 * Some calls.
	 *
	 * @param rows newest first
	 * @param next where the next page begins, or null
	 */
	record Rows(List<Row> rows, @Nullable CallCursor next) {
	}

	Rows find(CallSearch search) {
		if (!search.problems().isEmpty()) {
			return new Rows(List.of(), null);
		}
		CallPage page = this.calls.find(search.filter(), search.cursor(), ROWS);
		Map<Long, Map<String, Long>> problems = problems(page.calls().stream().map(Call::rootCallId).toList());
		return new Rows(page.calls().stream().map((call) -> {
			Map<String, Long> counts = problems.getOrDefault(call.rootCallId(), Map.of());
			return new Row(call, counts.getOrDefault("retrying", 0L), counts.getOrDefault("dead", 0L));
		}).toList(), page.next());
	}

	private Map<Long, Map<String, Long>> problems(List<Long> roots) {
		Map<Long, Map<String, Long>> problems = new HashMap<>();
		if (!roots.isEmpty()) {
			Object numbers = this.store.numbers(roots);
			this.jdbc.query(PROBLEMS.formatted(this.store.isIn("root_call_id")), (row) -> {
				problems.computeIfAbsent(row.getLong("root"), (root) -> new HashMap<>())
					.put(row.getString("status"), row.getLong("number"));
			}, numbers, numbers);
		}
		return problems;
	}

}

package io.switchboard.console.pages.calls;

import java.util.List;
import java.util.Map;

import io.switchboard.calls.Call;
import io.switchboard.calls.CallCursor;
import io.switchboard.calls.CallPage;
import io.switchboard.calls.Calls;
import io.switchboard.history.CallTroubles;
import io.switchboard.history.CallTroubles.Troubles;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reads calls a page at a time, with the number of their failed deliveries. */
@Component
class CallList {

	private static final int ROWS = 50;

	private final Calls calls;

	private final CallTroubles troubles;

	CallList(Calls calls, CallTroubles troubles) {
		this.calls = calls;
		this.troubles = troubles;
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
		Map<Long, Troubles> troubles = this.troubles.of(page.calls().stream().map(Call::rootCallId).toList());
		return new Rows(page.calls().stream().map((call) -> {
			Troubles ofCall = troubles.getOrDefault(call.rootCallId(), Troubles.NONE);
			return new Row(call, ofCall.retrying(), ofCall.dead());
		}).toList(), page.next());
	}

}

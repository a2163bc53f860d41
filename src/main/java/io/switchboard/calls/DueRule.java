package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.time.Instant;
import java.util.Collection;

import io.switchboard.calls.FiledSettlements.Settled;
import io.switchboard.inbox.Event;
import io.switchboard.store.ReplacedStore;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * When a call is settled, and when VoIPstudio is asked. It follows from the stored events
 * alone: what was filed about the call is among them.
 * <p>
 * A call is history, and left alone, if it was last heard of before this store settled
 * calls, or before the time until which another store was in use that this one replaces.
 */
@Component
class DueRule {

	private final CallsSettings settings;

	private final Store store;

	private final JdbcTemplate jdbc;

	private final @Nullable Instant replacedAt;

	private @Nullable Instant since;

	DueRule(CallsSettings settings, Store store, JdbcTemplate jdbc, ReplacedStore replaced) {
		this.settings = settings;
		this.store = store;
		this.jdbc = jdbc;
		this.replacedAt = replaced.inUseUntil();

	}

	/**
	 * When something is to be done about a call.
	 * @param events all of the call's
	 * @param legs what they say together; null where the platform sent none of them
	 * @return the times
	 */

	CallDue of(Collection<Event> events, @Nullable CallLegs legs) {
		if (legs == null) {
			return CallDue.NEVER;
		}
		FiledSettlements filed = FiledSettlements.of(legs.rootCallId(), events);
		Instant heard = filed.lastHeard();
		if (heard == null || heard.isBefore(since())) {
			return CallDue.NEVER;
		}
		Settled last = filed.last();
		if (!legs.isOver()) {
			boolean asks = this.settings.asks() && filed.standing() != CallOutcome.END_UNKNOWN;
			return new CallDue(null, asks ? heard.plus(this.settings.askAfter()) : null);
		}
		if (last != null && last.outcome() == legs.outcome()) {
			return CallDue.NEVER;
		}
		Instant quiet = heard.plus(this.settings.settle());
		if (legs.isWhole() || !this.settings.asks()) {
			return new CallDue(quiet, null);
		}
		return new CallDue(quiet.plus(this.settings.recordWait()), quiet);
	}

	private Instant since() {
		Instant known = this.since;
		if (known == null) {
			known = this.jdbc
				.query("select since from call_settling where name = 'calls'",
						(row, number) -> this.store.time(row, "since"))
				.get(0);
			if (known == null || (this.replacedAt != null && this.replacedAt.isAfter(known))) {
				known = (this.replacedAt != null) ? this.replacedAt : Instant.EPOCH;
			}
			this.since = known;
		}
		return known;
	}

}

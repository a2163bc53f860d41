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
 * Says when a call is settled, and when VoIPstudio is asked about it. Both follow from
 * the stored events alone, which include those that Switchboard filed about the call.
 * <p>
 * A call is left alone if its last event is older than the first start with this feature.
 * The same holds if this store replaces another one, and the event is older than the
 * change.
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
	 * Works out the times of a call.
	 * @param events all events of the call
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

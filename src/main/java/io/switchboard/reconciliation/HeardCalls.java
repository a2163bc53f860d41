package io.switchboard.reconciliation;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.FinalRule;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which calls the inbox knows the end of. */
@Component
class HeardCalls {

	/** Each half has its own index. */
	private static final String ENDINGS = """
			select id, event_name, call_id, root_call_id, body
			from event where event_name in ('call.hangup', 'call.missed') and status = 'accepted' and %s
			union all
			select id, event_name, call_id, root_call_id, body
			from event where event_name in ('call.hangup', 'call.missed') and status = 'accepted'
			and call_id <> root_call_id and %s""";

	private static final String LAST_RECEIVED = """
			select received_at from event where substr(id, 1, 11) <> '%s' order by seq desc limit 1"""
		.formatted(Event.RECONCILED);

	private final Store store;

	private final JdbcTemplate jdbc;

	private final FinalRule finalRule;

	private final ObjectMapper json = new ObjectMapper();

	HeardCalls(Store store, JdbcTemplate jdbc, FinalRule finalRule) {
		this.store = store;
		this.jdbc = jdbc;
		this.finalRule = finalRule;
	}

	/** How a call's end came to us. */
	enum Source {

		/** At least one webhook told of it. */
		WEBHOOK,
		/** We filed it ourselves. */
		RECORD

	}

	/**
	 * The calls whose end is known.
	 * @param liveIds {@code live_id} of some calls
	 * @return by live_id; those that are not there were not heard of
	 */
	Map<Long, Source> find(Collection<Long> liveIds) {
		Map<Long, Source> heard = new HashMap<>();
		Set<Long> wanted = new HashSet<>(liveIds);
		Object numbers = this.store.numbers(wanted);
		this.jdbc.query(ENDINGS.formatted(this.store.isIn("root_call_id"), this.store.isIn("call_id")), (row) -> {
			Source source = row.getString("id").startsWith(Event.RECONCILED) ? Source.RECORD : Source.WEBHOOK;
			for (long call : ended(row)) {
				if (wanted.contains(call)) {
					heard.merge(call, source, (one, other) -> (one == other) ? one : Source.WEBHOOK);
				}
			}
		}, numbers, numbers);
		return heard;
	}

	/** When the last webhook came in, or null. */
	@Nullable Instant lastReceived() {
		List<Instant> times = this.jdbc.query(LAST_RECEIVED, (row, number) -> this.store.time(row, "received_at"));
		return times.isEmpty() ? null : times.get(0);
	}

	/** A final end ends leg and call; another hang-up ends its leg alone. */
	private Set<Long> ended(ResultSet row) throws SQLException {
		String name = row.getString("event_name");
		Set<Long> ended = new HashSet<>();
		boolean wholeCall = this.finalRule.endsCall(name, said(row.getBytes("body")));
		if (wholeCall || EventNames.HANGUP.equals(name)) {
			ended.add(row.getLong("call_id"));
		}
		if (wholeCall) {
			ended.add(row.getLong("root_call_id"));
		}
		return ended;
	}

	/** What the event says of being final; null for nothing that can be read. */
	private @Nullable Object said(byte[] body) {
		try {
			return this.json.readValue(body, Map.class).get("final");
		}
		catch (IOException ex) {
			return null;
		}
	}

}

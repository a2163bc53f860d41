package io.switchboard.routes.oncall;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.switchboard.delivery.durable.FolderFacts;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.lookup.RowsAsFacts;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The person on call when the event came in. It is looked up when a route asks. */
final class OnCallAsFacts implements FolderFacts {

	private final FolderFacts others;

	private final RowsAsFacts rows;

	private final OnCall onCall;

	OnCallAsFacts(FolderFacts others, RowsAsFacts rows, OnCall onCall) {
		this.others = others;
		this.rows = rows;
		this.onCall = onCall;
	}

	@Override
	public void fill(Exchange exchange, Map<String, Object> fields) {
		this.others.fill(exchange, fields);
		Rota rota = this.onCall.of(this.rows.value(exchange, OnCall.FACT), fields.get("dst"), fields.get("context"),
				fields.get("queue"));
		Map<String, Object> facts = Map.of();
		if (rota != null) {
			String received = exchange.getVariable("received_at", String.class);
			Instant at = (received != null) ? Instant.parse(received) : Instant.now();
			String key = key(exchange);
			facts = new WhenAsked(() -> this.onCall.told(rota, at, key));
		}
		exchange.setVariable(OnCall.FACT, facts);
	}

	/** A rule decides, and stores nothing. */
	private static @Nullable String key(Exchange exchange) {
		String key = exchange.getVariable("event_key", String.class);
		return (key == null || key.endsWith("/" + RouteNames.SWITCHBOARD)) ? null : key;
	}

	/** Not thread-safe, as the exchange is. */
	private static final class WhenAsked extends AbstractMap<String, Object> {

		private final Supplier<Map<String, Object>> facts;

		private @Nullable Map<String, Object> known;

		private WhenAsked(Supplier<Map<String, Object>> facts) {
			this.facts = facts;
		}

		@Override
		public Set<Entry<String, Object>> entrySet() {
			Map<String, Object> told = this.known;
			if (told == null) {
				told = this.facts.get();
				this.known = told;
			}
			return told.entrySet();
		}

	}

}

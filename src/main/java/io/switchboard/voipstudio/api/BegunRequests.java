package io.switchboard.voipstudio.api;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.Store;
import org.apache.camel.Exchange;

import org.springframework.stereotype.Component;

/**
 * The table {@code api_begun}: calls and text messages that a delivery was about to
 * start. A process that is killed then does not know whether VoIPstudio got the request.
 * The same attempt finds it here when it runs again, and does not send it a second time.
 */
@Component
class BegunRequests {

	/** Longer than a delivery is tried. */
	private static final Duration KEPT = Duration.ofDays(100);

	private static final String BEGIN = """
			insert into api_begun (delivery, request, attempt, begun_at) values (?, ?, ?, ?)
			on conflict (delivery, request) do update set attempt = excluded.attempt, begun_at = excluded.begun_at
			where api_begun.attempt < excluded.attempt""";

	private final Store store;

	BegunRequests(Store store) {
		this.store = store;
	}

	/**
	 * Notes that a request is sent now.
	 * @return false if this attempt may have sent it before
	 */
	boolean begin(Exchange exchange, ApiRequest request) throws SQLException {
		String delivery = exchange.getVariable("event_key", String.class);
		if (delivery == null || !request.startsSomething()) {
			return true;
		}
		Instant now = this.store.clock().instant();
		return this.store.write((connection) -> {
			Store.client(connection)
				.sql("delete from api_begun where begun_at < ?")
				.param(this.store.time(now.minus(KEPT)))
				.update();
			return Store.client(connection)
				.sql(BEGIN)
				.params(delivery, ApiRequest.once(exchange), exchange.getVariable("attempt", 1, Integer.class),
						this.store.time(now))
				.update() == 1;
		});
	}

	/** VoIPstudio has surely not carried it out. */
	void refused(Exchange exchange, ApiRequest request) throws SQLException {
		String delivery = exchange.getVariable("event_key", String.class);
		if (delivery != null && request.startsSomething()) {
			this.store.write((connection) -> Store.client(connection)
				.sql("delete from api_begun where delivery = ? and request = ?")
				.params(delivery, ApiRequest.once(exchange))
				.update());
		}
	}

}

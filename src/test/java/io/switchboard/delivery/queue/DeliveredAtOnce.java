package io.switchboard.delivery.queue;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.AttemptOutcomes;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.inbox.Decider;
import io.switchboard.inbox.Decision;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener;
import io.switchboard.store.Store;

/**
 * Replaces the switchboard and all routes. A text message goes to two routes, any other
 * event to {@code unrouted}. Each delivery succeeds when it is filed.
 */
public class DeliveredAtOnce implements Decider, EventListener {

	/** The revision of these rules. */
	public static final String RULES = "at once";

	private final Store store;

	private final DeliveryTable table;

	public DeliveredAtOnce(Store store, DeliveryTable table) {
		this.store = store;
		this.table = table;
	}

	@Override
	public void decide(Event event, Consumer<Decision> then) {
		List<String> routes = "sms.received".equals(event.eventName())
				? List.of("sms-received-to-database", "sms-received-to-email") : List.of("unrouted");
		then.accept(new Decision(new LinkedHashSet<>(routes), RULES));
	}

	@Override
	public Filing file(List<Decided> events) {
		return new NewDeliveries(this.table.inserts(), new SoleOwnership(), Instant.now(), RULES, (call) -> false,
				events, (planned) -> new Claims(new Channels((consumer) -> {
					throw new IllegalStateException();
				}), planned, (channel) -> {
				})) {

			/** There is one node. */
			@Override
			public Sql sql() {
				return new Sql("select 1", super.sql().files());
			}

			@Override
			public int bindAdmits(PreparedStatement statement, int first) {
				return first;
			}

			@Override
			public void committed() {
				List<Attempt> attempts = filed().stream()
					.map((delivery) -> (Attempt) new Attempt.Succeeded(delivery, Instant.now(), 1))
					.toList();
				try {
					DeliveredAtOnce.this.store.write((connection) -> {
						new AttemptOutcomes(DeliveredAtOnce.this.store).record(connection, attempts, Instant.now());
						return true;
					});
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
	}

}

package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

import io.switchboard.store.ReplacedStore;
import io.switchboard.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Discards deliveries that were open in a restored backup. They may have been delivered
 * after the backup was taken, so an operator decides.
 */
@Component
public class OpenInBackup {

	private static final Logger log = LoggerFactory.getLogger(OpenInBackup.class);

	private static final String REASON = "it was open in the backup that was restored, and may have been delivered since";

	private final ReplacedStore replaced;

	private final Store store;

	private final DeliveryTable table;

	private final Clock clock = Clock.systemUTC();

	public OpenInBackup(ReplacedStore replaced, Store store, DeliveryTable table) {
		this.replaced = replaced;
		this.store = store;
		this.table = table;
	}

	/** To be called before any delivery runs. A second call finds nothing. */
	public void setAside() {
		Instant until = this.replaced.inUseUntil();
		if (until == null) {
			return;
		}
		try {
			int number = this.store
				.write((connection) -> this.table.changes().setAside(connection, until, REASON, this.clock.instant()));
			if (number > 0) {
				log.warn("{} deliveries were open in the backup and are discarded: redeliver those that were not done",
						number);
			}
		}
		catch (SQLException ex) {
			// nothing may run then
			throw new IllegalStateException(
					"what was open in the backup cannot be discarded: " + this.store.describe(ex), ex);
		}
	}

}

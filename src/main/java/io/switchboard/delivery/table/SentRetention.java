package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.answers.SentSettings;
import io.switchboard.store.BackgroundWork;
import io.switchboard.store.OldRows;
import io.switchboard.store.Store;

import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Component;

/**
 * Deletes copies of sent requests once they are too old, even if their events stay.
 */
@Component
class SentRetention implements BackgroundWork {

	private final OldRows old;

	SentRetention(Store store, SentSettings settings) {
		this.old = new OldRows(store, "sent", settings.retention(), Duration.ofMinutes(10), SentTable.STEP,
				new SentTable(store)::deleteOld);
	}

	/** Deletes what was sent before a time. */
	void delete(Instant before) throws SQLException, InterruptedException {
		this.old.delete(before);
	}

	@Override
	public Lifecycle job() {
		return this.old;
	}

}

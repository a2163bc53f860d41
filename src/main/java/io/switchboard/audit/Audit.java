package io.switchboard.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The table {@code audit}: what people did. */
@Component
public class Audit implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Audit.class);

	private static final String INSERT = """
			insert into audit (at, who, action, subject, details, reason) values (?, ?, ?, ?, ?, ?)""";

	private static final int STEP = 1000;

	private static final String DELETE = """
			delete from audit where id in (select id from audit where at < ? order by at limit %d)""".formatted(STEP);

	private static final int LONGEST = 1000;

	private final Store store;

	private final AuditSettings settings;

	private final PacedJob cleaning = new PacedJob("audit", Duration.ofHours(1), Duration.ofSeconds(5), this::clean);

	Audit(Store store, AuditSettings settings) {
		this.store = store;
		this.settings = settings;
	}

	/**
	 * Notes what somebody did. If the store is away, the log says that it is not noted:
	 * what was done is done.
	 * @param deed what; its number does not count
	 */
	public void note(Deed deed) {
		try {
			this.store.write((connection) -> Store.client(connection)
				.sql(INSERT)
				.param(this.store.time(deed.at()))
				.param(shortened(deed.who()))
				.param(deed.action())
				.param(shortened(deed.subject()))
				.param(shortened(deed.details()))
				.param(shortened(deed.reason()))
				.update());
		}
		catch (SQLException | RuntimeException ex) {
			log.error("audit: {} is not noted: {}", deed.action(), this.store.describe(ex));
			log.debug("audit: who did it is {}", deed.who(), ex);
		}
	}

	private static @Nullable String shortened(@Nullable String text) {
		String told = (text != null) ? text.replace("\0", "") : null;
		return (told != null && told.length() > LONGEST) ? told.substring(0, LONGEST - 1) + "…" : told;
	}

	private void clean() {
		try {
			delete(Instant.now().minus(this.settings.keep()));
		}
		catch (SQLException ex) {
			log.debug("audit: nothing is deleted while the store is away", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Deletes what was noted before a time. */
	void delete(Instant before) throws SQLException, InterruptedException {
		boolean more = true;
		while (more) {
			long begun = System.nanoTime();
			int deleted = this.store
				.write((connection) -> Store.client(connection).sql(DELETE).param(this.store.time(before)).update());
			more = deleted == STEP && this.cleaning.mayGoOn(begun, 1);
		}
	}

	@Override
	public void start() {
		this.cleaning.start();
	}

	@Override
	public void stop() {
		this.cleaning.stop();
	}

	@Override
	public boolean isRunning() {
		return this.cleaning.isRunning();
	}

}

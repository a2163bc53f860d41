package io.switchboard.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.BackgroundWork;
import io.switchboard.store.OldRows;
import io.switchboard.store.StorableText;
import io.switchboard.store.Store;
import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Component;

/** The table {@code audit}: the actions of people. */
@Component
public class Audit implements BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(Audit.class);

	private static final String INSERT = """
			insert into audit (at, who, action, subject, details, reason) values (?, ?, ?, ?, ?, ?)""";

	private static final int STEP = 1000;

	private static final String DELETE = """
			delete from audit where id in (select id from audit where at < ? order by at limit %d)""".formatted(STEP);

	private static final int LONGEST = 1000;

	private final Store store;

	private final OldRows old;

	Audit(Store store, AuditSettings settings) {
		this.store = store;
		this.old = new OldRows(store, "audit", settings.keep(), Duration.ofHours(1), STEP,
				(connection, before) -> Store.client(connection).sql(DELETE).param(store.time(before)).update());
	}

	/**
	 * Notes an action. If the store is away, the log says that the action is not noted;
	 * the action itself stays.
	 * @param entry the action; its number is ignored
	 */
	public void note(AuditEntry entry) {
		try {
			this.store.write((connection) -> Store.client(connection)
				.sql(INSERT)
				.param(this.store.time(entry.at()))
				.param(shortened(entry.who()))
				.param(entry.action())
				.param(shortened(entry.subject()))
				.param(shortened(entry.details()))
				.param(shortened(entry.reason()))
				.update());
		}
		catch (SQLException | RuntimeException ex) {
			log.error("audit: {} is not noted: {}", entry.action(), this.store.describe(ex));
			log.debug("audit: who did it is {}", entry.who(), ex);
		}
	}

	private static @Nullable String shortened(@Nullable String text) {
		return (text != null) ? StorableText.of(Readable.cut(text.replace("\0", ""), LONGEST)) : null;
	}

	/** Deletes the rows before a time. */
	void delete(Instant before) throws SQLException, InterruptedException {
		this.old.delete(before);
	}

	@Override
	public Lifecycle job() {
		return this.old;
	}

}

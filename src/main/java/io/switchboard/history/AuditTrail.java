package io.switchboard.history;

import java.util.List;
import java.util.Objects;

import io.switchboard.audit.AuditEntry;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads who did what, newest first. */
@Component
public class AuditTrail {

	private final JdbcTemplate jdbc;

	private final Store store;

	AuditTrail(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	/**
	 * What was done, newest first.
	 * @param wanted the filter
	 * @param before the last row of the page before, or null for the first page
	 * @param limit how many at most
	 * @return a page of it
	 */
	public Page<List<AuditEntry>> find(AuditFilter wanted, @Nullable Long before, int limit) {
		String action = wanted.action();
		RowFilter filter = new RowFilter().and("who = ?", wanted.who())
			.and("substr(action, 1, %d) = ?".formatted((action != null) ? action.length() : 0), action)
			.and("subject = ?", wanted.subject())
			.and("at >= ?", this.store.time(wanted.from()))
			.and("at < ?", this.store.time(wanted.to()))
			.cursor(before)
			.before("id");
		List<AuditEntry> rows = this.jdbc.query(
				"select * from audit" + filter.all() + " order by id desc limit " + (limit + 1),
				(row, number) -> new AuditEntry(row.getLong("id"), Objects.requireNonNull(this.store.time(row, "at")),
						row.getString("who"), row.getString("action"), row.getString("subject"),
						row.getString("details"), row.getString("reason")),
				filter.arguments());
		return Page.of(rows, limit, AuditEntry::id);
	}

}

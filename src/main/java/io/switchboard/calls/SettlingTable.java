package io.switchboard.calls;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The columns of the table {@code call} that say when a call is settled and asked about.
 * Each of the two has an index of its own, which holds only open calls.
 */
@Component
class SettlingTable {

	private static final String TO_SETTLE = """
			select root_call_id, settle_at, asked_at from call where settle_at <= ? order by settle_at limit ?""";

	private static final String TO_ASK = """
			select root_call_id from call where ask_at <= ? order by ask_at limit ?""";

	private static final String SETTLE_AT = "update call set settle_at = ? where root_call_id = ?";

	private static final String ASK_AT = "update call set ask_at = ? where root_call_id = ?";

	private static final String ASKED = """
			update call set settle_at = ?, ask_at = null, asked_at = ? where root_call_id = ?""";

	private final Store store;

	private final JdbcTemplate jdbc;

	SettlingTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * A call that is to be settled.
	 *
	 * @param rootCallId the call
	 * @param settleAt since when
	 * @param asked whether VoIPstudio had nothing more to tell of it
	 */
	record Open(long rootCallId, Instant settleAt, boolean asked) {
	}

	List<Open> toSettle(Instant now, int limit) {
		return this.jdbc.query(TO_SETTLE, (row, number) -> new Open(row.getLong("root_call_id"),
				Objects.requireNonNull(this.store.time(row, "settle_at")), this.store.time(row, "asked_at") != null),
				this.store.time(now), limit);
	}

	List<Long> toAsk(Instant now, int limit) {
		return this.jdbc.queryForList(TO_ASK, Long.class, this.store.time(now), limit);
	}

	void settleAt(long root, @Nullable Instant at) throws SQLException {
		write(SETTLE_AT, this.store.time(at), root);
	}

	void askAt(long root, @Nullable Instant at) throws SQLException {
		write(ASK_AT, this.store.time(at), root);
	}

	/** VoIPstudio has nothing more to tell. The known events count. */
	void asked(long root, Instant now) throws SQLException {
		write(ASKED, this.store.time(now), this.store.time(now), root);
	}

	private void write(String sql, @Nullable Object... values) throws SQLException {
		this.store.write((connection) -> Store.client(connection).sql(sql).params(values).update());
	}

}

package io.switchboard.oauth;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/** The table {@code oauth_token}. */
@Component
class TokenTable implements TokenMemory {

	/** A lease that ends later than any can was written by a wrong clock. */
	private static final String CLAIM = """
			insert into oauth_token (client, settings, generation, updated_at, renewing_by, renewing_until)
			values (?, ?, 0, ?, ?, ?)
			on conflict (client, settings) do update
			set renewing_by = excluded.renewing_by, renewing_until = excluded.renewing_until
			where oauth_token.renewing_by is null or oauth_token.renewing_until <= ? or oauth_token.renewing_until > ?""";

	private static final String KEEP = """
			update oauth_token set sealed = ?, generation = ?, renew_at = ?, ends_at = ?, updated_at = ?,
			  renewing_until = case when renewing_by = ? then null else renewing_until end,
			  renewing_by = case when renewing_by = ? then null else renewing_by end
			where client = ? and settings = ? and generation = ?""";

	/** How long tokens of unused settings are stored. */
	private static final Duration FORGOTTEN = Duration.ofDays(400);

	private final Store store;

	TokenTable(Store store) {
		this.store = store;
	}

	@Override
	public SealedToken read(Key key) throws SQLException {
		List<SealedToken> found = this.store.write((connection) -> Store.client(connection)
			.sql("select generation, sealed, renew_at, ends_at from oauth_token where client = ? and settings = ?")
			.param(key.client())
			.param(key.settings())
			.query((row, number) -> new SealedToken(row.getLong("generation"), row.getString("sealed"),
					this.store.time(row, "renew_at"), this.store.time(row, "ends_at")))
			.list());
		return found.isEmpty() ? SealedToken.NONE : found.get(0);
	}

	@Override
	public boolean claim(Key key, String holder, Duration lease) throws SQLException {
		Instant now = this.store.clock().instant();
		return this.store.write((connection) -> Store.client(connection)
			.sql(CLAIM)
			.param(key.client())
			.param(key.settings())
			.param(this.store.time(now))
			.param(holder)
			.param(this.store.time(now.plus(lease)))
			.param(this.store.time(now))
			.param(this.store.time(now.plus(lease.multipliedBy(2))))
			.update()) == 1;
	}

	@Override
	public boolean keep(Key key, String holder, SealedToken token) throws SQLException {
		Instant now = this.store.clock().instant();
		return this.store.write((connection) -> {
			Store.client(connection)
				.sql("delete from oauth_token where client = ? and settings <> ? and updated_at < ?")
				.param(key.client())
				.param(key.settings())
				.param(this.store.time(now.minus(FORGOTTEN)))
				.update();
			return Store.client(connection)
				.sql(KEEP)
				.param(token.sealed())
				.param(token.generation())
				.param(this.store.time(token.renewAt()))
				.param(this.store.time(token.endsAt()))
				.param(this.store.time(now))
				.param(holder)
				.param(holder)
				.param(key.client())
				.param(key.settings())
				.param(token.generation() - 1)
				.update();
		}) == 1;
	}

	@Override
	public void release(Key key, String holder) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("""
					update oauth_token set renewing_by = null, renewing_until = null
					where client = ? and settings = ? and renewing_by = ?""")
			.param(key.client())
			.param(key.settings())
			.param(holder)
			.update());
	}

	@Override
	public void spoil(Key key, long generation) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("""
					update oauth_token set renew_at = null, ends_at = null
					where client = ? and settings = ? and generation = ?""")
			.param(key.client())
			.param(key.settings())
			.param(generation)
			.update());
	}

}

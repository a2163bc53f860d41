package io.switchboard.console.views;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code saved_view}. */
@Component
public class SavedViews {

	/** How many views of a list one person sees at most. */
	private static final int MOST = 30;

	private static final String SAVE = """
			insert into saved_view (list, name, query, span, owner, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?)
			on conflict (list, coalesce(owner, ''), name)
			do update set query = excluded.query, span = excluded.span, created_by = excluded.created_by""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final Clock clock = Clock.systemUTC();

	SavedViews(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * The views of a list that a user sees: their own, and the shared ones.
	 * @param list the list's path
	 * @param who a user's name, or null
	 * @return by name, 30 at most
	 */
	public List<SavedView> of(String list, @Nullable String who) {
		return this.jdbc
			.query("select * from saved_view where list = ? and (owner is null or owner = ?) order by name, id limit "
					+ MOST, SavedViews::read, list, who);
	}

	/**
	 * All views that a user sees.
	 * @param who a user's name, or null
	 * @return by list and name
	 */
	public List<SavedView> all(@Nullable String who) {
		return this.jdbc.query(
				"select * from saved_view where owner is null or owner = ? order by list, name, id limit 500",
				SavedViews::read, who);
	}

	/**
	 * Saves a view. It replaces one with the same name, list and owner.
	 * @param view its number is ignored
	 * @param who saves it
	 * @throws SQLException if the store cannot be reached
	 */
	public void save(SavedView view, String who) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql(SAVE)
			.param(view.list())
			.param(view.name())
			.param(view.query())
			.param(view.span())
			.param(view.owner())
			.param(who)
			.param(this.store.time(this.clock.instant()))
			.update());
	}

	/**
	 * Deletes a view.
	 * @param id its number
	 * @param who the user, who may delete their own
	 * @param shared whether the user may delete shared ones too
	 * @return its name; empty if there is none that the user may delete
	 * @throws SQLException if the store cannot be reached
	 */
	public Optional<String> delete(long id, String who, boolean shared) throws SQLException {
		return this.store.write((connection) -> Store.client(connection)
			.sql("delete from saved_view where id = ? and (owner = ? or (owner is null and ?)) returning name")
			.param(id)
			.param(who)
			.param(shared)
			.query(String.class)
			.optional());
	}

	private static SavedView read(ResultSet row, int number) throws SQLException {
		return new SavedView(row.getLong("id"), row.getString("list"), row.getString("name"), row.getString("query"),
				row.getString("span"), row.getString("owner"));
	}

}

package io.switchboard.routes.reload;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code route_revision}: the files from which each route was made, on any
 * node.
 */
@Component
public class RevisionFiles {

	/**
	 * How many revisions of a route are stored, so that frequent saving fills no disk.
	 */
	private static final int MOST = 200;

	private static final String INSERT = """
			insert into route_revision (route, revision, loaded_at, files) values (?, ?, ?, ?) on conflict do nothing""";

	private static final String PRUNE = """
			delete from route_revision where route = ? and revision not in
			(select revision from route_revision where route = ? order by loaded_at desc limit %d)""".formatted(MOST);

	private static final TypeReference<LinkedHashMap<String, String>> FILES = new TypeReference<>() {
	};

	private final Store store;

	private final JdbcTemplate jdbc;

	private final Clock clock = Clock.systemUTC();

	private final ObjectMapper json = new ObjectMapper();

	RevisionFiles(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * A revision.
	 *
	 * @param revision 12 hexadecimal digits
	 * @param loadedAt when it was loaded first, on any node; null if that is not known
	 */
	public record Loaded(String revision, @Nullable Instant loadedAt) {
	}

	/** Stores the files of a route, if the revision is new. */
	void keep(String route, String revision, Map<String, String> files) throws SQLException {
		String text = text(files);
		this.store.write((connection) -> {
			int kept = Store.client(connection)
				.sql(INSERT)
				.param(route)
				.param(revision)
				.param(this.store.time(this.clock.instant()))
				.param(text)
				.update();
			if (kept > 0) {
				Store.client(connection).sql(PRUNE).param(route).param(route).update();
			}
			return kept;
		});
	}

	/**
	 * The revisions of a route.
	 * @param route its id
	 * @return the newest first; the oldest of very many are deleted
	 */
	public List<Loaded> of(String route) {
		return this.jdbc.query(
				"select revision, loaded_at from route_revision where route = ? order by loaded_at desc, revision",
				(row, number) -> new Loaded(row.getString("revision"), this.store.time(row, "loaded_at")), route);
	}

	/**
	 * The files from which a route was made.
	 * @param route its id
	 * @param revision 12 hexadecimal digits
	 * @return the files' texts by path, the route's own first; empty if it is not known
	 */
	public Optional<Map<String, String>> files(String route, String revision) {
		return this.jdbc
			.queryForList("select files from route_revision where route = ? and revision = ?", String.class, route,
					revision)
			.stream()
			.findFirst()
			.map(this::files);
	}

	private String text(Map<String, String> files) {
		try {
			return this.json.writeValueAsString(files);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Map<String, String> files(String text) {
		try {
			return this.json.readValue(text, FILES);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

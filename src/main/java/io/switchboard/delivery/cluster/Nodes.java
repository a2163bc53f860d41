package io.switchboard.delivery.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lists the nodes that share the store, as each of them tells of itself. */
@Component
public class Nodes {

	private static final String QUERY = """
			select n.term, n.name, n.seen_at, n.digest, n.routes,
			       (select count(*) from shard s where s.term = n.term) as shards,
			       exists (select 1 from node o where o.revision > n.revision and o.digest <> n.digest) as outdated
			from node n order by n.term""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final Work work;

	private final Ownership ownership;

	public Nodes(Store store, JdbcTemplate jdbc, Work work, Ownership ownership) {
		this.store = store;
		this.jdbc = jdbc;
		this.work = work;
		this.ownership = ownership;
	}

	/**
	 * One node.
	 *
	 * @param name its host and process
	 * @param seenAt when it last said that it lives, or null with a store for one node
	 * @param shards how many shards it owns
	 * @param switchboard the digest of its switchboard; null until it has told
	 * @param outdated whether another node has a newer switchboard
	 * @param routes the routes that it has, in alphabetical order
	 */
	public record Node(String name, @Nullable Instant seenAt, int shards, @Nullable String switchboard,
			boolean outdated, List<String> routes) {
	}

	/**
	 * All of them.
	 * @return at least this one
	 */
	public List<Node> all() {
		if (!this.store.dialect().isShared()) {
			return List.of(new Node("this one", null, Shards.NUMBER, this.work.switchboard(), false,
					List.copyOf(new TreeSet<>(this.work.routes()))));
		}
		return this.jdbc.query(QUERY, (row, number) -> read(row));
	}

	/** The name of this node for the others: its host and process. */
	public static String here() {
		try {
			return InetAddress.getLocalHost().getHostName() + "/" + ProcessHandle.current().pid();
		}
		catch (UnknownHostException ex) {
			return "unknown/" + ProcessHandle.current().pid();
		}
	}

	/** The nodes of a store for several. */
	public boolean areSeveral() {
		return this.ownership.nodes() > 1;
	}

	/** The routes that any of the nodes has. */
	public Set<String> routes() {
		return all().stream().flatMap((node) -> node.routes().stream()).collect(Collectors.toSet());
	}

	private Node read(ResultSet row) throws SQLException {
		String routes = row.getString("routes");
		return new Node(row.getString("name"), this.store.time(row, "seen_at"), row.getInt("shards"),
				row.getString("digest"), row.getBoolean("outdated"),
				(routes != null) ? Arrays.asList(routes.split(" ")) : List.of());
	}

}

package io.switchboard.delivery.cluster;

import java.sql.Connection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One process has the store for itself, as with SQLite. */
public class SoleOwnership implements Ownership {

	private static final Set<Integer> ALL = IntStream.range(0, Shards.NUMBER).boxed().collect(Collectors.toSet());

	@Override
	public long term() {
		return 0;
	}

	@Override
	public Set<Integer> shards() {
		return ALL;
	}

	@Override
	public boolean mayRun(long term, int shard) {
		return true;
	}

	@Override
	public boolean stands(long term) {
		return true;
	}

	@Override
	public boolean isSole() {
		return true;
	}

	@Override
	public int nodes() {
		return 1;
	}

	@Override
	public void confirm(Connection connection, long term) {
		// nobody else is there
	}

}

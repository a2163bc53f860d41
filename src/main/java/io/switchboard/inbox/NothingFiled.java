package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.SortedMap;

/** Files nothing: for events that are stored beside those that they repeat. */
final class NothingFiled implements EventListener.Filing {

	private static final EventListener.Sql SQL = new EventListener.Sql("select 1",
			"select seq as event_seq from stored where false");

	@Override
	public void begin() {
		// nothing is filed
	}

	@Override
	public EventListener.Sql sql() {
		return SQL;
	}

	@Override
	public int bindAdmits(PreparedStatement statement, int first) {
		return first;
	}

	@Override
	public void bindFiles(PreparedStatement statement, int first) {
		// nothing is filed
	}

	@Override
	public void read(Event event, ResultSet row) {
		// nothing is filed
	}

	@Override
	public void insert(Connection connection, SortedMap<Integer, Event> stored) {
		// nothing is filed
	}

	@Override
	public void storedNothing(Connection connection) {
		// another has stored the same
	}

	@Override
	public void committed() {
		// nothing is filed
	}

	@Override
	public void rolledBack() {
		// nothing is filed
	}

}

package io.switchboard.routes.lookup;

import java.util.List;
import java.util.Map;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.delivery.durable.FolderFacts;
import io.switchboard.voipstudio.EventFields;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Gives every event its row of each table whose keys are a field of events or a fact. The
 * row is in the variable with the table's name.
 */
public final class RowsAsFacts implements FolderFacts {

	private final List<Lookup> tables;

	/**
	 * Those of some tables.
	 * @param lookups all tables of a folder
	 */
	public RowsAsFacts(Lookups lookups) {
		this.tables = lookups.tables().stream().filter(RowsAsFacts::isFact).toList();
	}

	/**
	 * Whether a table gives every event its row.
	 * @param table any
	 * @return false for a table that only steps use
	 */
	public static boolean isFact(Lookup table) {
		return EventExchange.FACTS.contains(table.key()) || EventFields.NAMES.contains(table.key());
	}

	/**
	 * A value of the rows of an event.
	 * @param exchange that has been filled
	 * @param column which one
	 * @return the first that is not empty, or null
	 */
	public @Nullable String value(Exchange exchange, String column) {
		for (Lookup table : this.tables) {
			if (table.columns().contains(column) && exchange.getVariable(table.variable()) instanceof Map<?, ?> row
					&& row.get(column) instanceof String value && !value.isBlank()) {
				return value;
			}
		}
		return null;
	}

	@Override
	public void fill(Exchange exchange, Map<String, Object> fields) {
		for (Lookup table : this.tables) {
			Object key = EventExchange.FACTS.contains(table.key()) ? exchange.getVariable(table.key())
					: fields.get(table.key());
			exchange.setVariable(table.variable(), table.row(key));
		}
	}

}

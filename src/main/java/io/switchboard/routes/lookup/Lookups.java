package io.switchboard.routes.lookup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.switchboard.declared.AskedByRules;
import io.switchboard.declared.Offline;
import io.switchboard.routes.FilesOf;
import io.switchboard.text.Nearest;
import io.switchboard.voipstudio.PhoneNumbers;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * The tables of a folder, for routes: the bean {@code lookups}, and the processor of the
 * kamelet {@code lookup-action}.
 */
public final class Lookups implements Processor, AskedByRules {

	/** The folder in the folder with the routes. */
	public static final String FOLDER = "lookups";

	private final Map<String, Lookup> tables = new TreeMap<>();

	private Lookups(Collection<Lookup> tables) {
		tables.forEach((table) -> this.tables.put(table.name(), table));
	}

	/**
	 * Reads the tables without mistakes; the check reports the others.
	 * @param routes the folder with the routes
	 * @param numbers knows a telephone number in any spelling
	 * @return never null
	 */
	public static Lookups of(Path routes, PhoneNumbers numbers) {
		List<Lookup> tables = new ArrayList<>();
		for (LookupFile file : files(routes, numbers)) {
			if (file.table() != null) {
				tables.add(file.table());
			}
		}
		return new Lookups(tables);
	}

	/**
	 * Those of a folder where no application runs.
	 * @param settings say the country of numbers without one
	 * @param routes the folder with the routes
	 * @return never null
	 */
	@Offline("lookups")
	public static Lookups of(Environment settings, Path routes) {
		return of(routes, new PhoneNumbers(settings.getProperty("voipstudio.region", "GB")));
	}

	/**
	 * Reads all files.
	 * @param routes the folder with the routes
	 * @param numbers knows a telephone number in any spelling
	 * @return in order; none where there is no such folder
	 */
	public static List<LookupFile> files(Path routes, PhoneNumbers numbers) {
		return paths(routes).stream().map((file) -> LookupFile.read(file, numbers)).toList();
	}

	/**
	 * The names of all tables, readable or not.
	 * @param routes the folder with the routes
	 * @return in order
	 */
	public static Set<String> names(Path routes) {
		Set<String> names = new TreeSet<>();
		paths(routes).forEach((file) -> names.add(file.getFileName().toString().replaceFirst("\\.[^.]*$", "")));
		return names;
	}

	private static List<Path> paths(Path routes) {
		return FilesOf.paths(routes.resolve(FOLDER), "csv|yaml");
	}

	/**
	 * All of them.
	 * @return in order
	 */
	public Collection<Lookup> tables() {
		return this.tables.values();
	}

	/**
	 * A row.
	 * @param table the table's name
	 * @param key what to look for, or null
	 * @return its values by the names of columns; the row for all others if the key has
	 * none
	 * @throws IllegalArgumentException if there is no such table
	 */
	public Map<String, String> row(String table, @Nullable Object key) {
		Lookup found = this.tables.get(table);
		if (found == null) {
			throw new IllegalArgumentException("there is no table %s in routes/%s. %s".formatted(table, FOLDER,
					Nearest.to(table, this.tables.keySet())));
		}
		return found.row(key);
	}

	/**
	 * A value.
	 * @param table the table's name
	 * @param key what to look for, or null
	 * @param column which value of its row
	 * @return perhaps empty
	 * @throws IllegalArgumentException if there is no such table or column
	 */
	public String value(String table, @Nullable Object key, String column) {
		Map<String, String> row = row(table, key);
		String value = row.get(column);
		if (value == null) {
			throw new IllegalArgumentException(
					"the table %s has no column %s. %s".formatted(table, column, Nearest.to(column, row.keySet())));
		}
		return value;
	}

	/** The kamelet: from the headers {@code table} and {@code key}, a row as the body. */
	@Override
	public void process(Exchange exchange) {
		exchange.getMessage()
			.setBody(row(exchange.getMessage().getHeader("table", "", String.class),
					exchange.getMessage().getHeader("key")));
	}

}

package io.switchboard.routes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the column of each parameter of a statement. It parses the statement, because
 * SQLite does not tell. A parameter in an expression of its own has no column.
 */
final class StatementColumns {

	private static final Pattern TOKEN = Pattern.compile(
			"--[^\\n]*|/\\*.*?\\*/|\\s+|('(?:[^']++|'')*+'"
					+ "|\"(?:[^\"]++|\"\")*+\"|`[^`]*`|\\[[^\\]]*\\]|[\\p{L}_][\\w$]*|\\d[\\w.]*|<>|[<>!=]=|\\|\\||.)",
			Pattern.DOTALL);

	private static final Set<String> ENDS_ITEMS = Set.of("from", "where", "union", "on", "returning", "order", "limit",
			"group");

	private static final Set<String> COMPARISONS = Set.of("=", "==", "<>", "!=", "<", ">", "<=", ">=");

	/** Their arguments are of the type of the whole. */
	private static final Set<String> TRANSPARENT = Set.of("coalesce", "ifnull");

	private final List<String> tokens = new ArrayList<>();

	private final List<Place> places = new ArrayList<>();

	/** How each open bracket is to be read: whether what stands in it is an item. */
	private final Deque<Boolean> brackets = new ArrayDeque<>();

	private final List<String> columns = new ArrayList<>();

	private String table = "";

	/** The item of a list of values, from 0; -1 outside. */
	private int item = -1;

	/**
	 * Where a parameter stands.
	 *
	 * @param column the column's name, or null
	 * @param position else its position in the table, or -1
	 * @param type else the type that it is cast to, or null
	 */
	private record Place(@Nullable String column, int position, @Nullable String type) {

		private static final Place UNKNOWN = new Place(null, -1, null);

	}

	private StatementColumns(String sql) {
		Matcher token = TOKEN.matcher(sql);
		while (token.find()) {
			if (token.group(1) != null) {
				this.tokens.add(token.group(1));
			}
		}
		int values = -1;
		for (int i = 0; i < this.tokens.size(); i++) {
			switch (word(i)) {
				case "into" -> i = readTarget(i + 1);
				case "update" -> readTable(i + 1);
				case "delete" -> readTable(i + 2);
				case "values" -> values = this.brackets.size();
				case "select" -> this.item = this.brackets.isEmpty() ? 0 : this.item;
				case "(" -> {
					boolean list = values == this.brackets.size();
					this.item = list ? 0 : this.item;
					this.brackets.push(list || (isItem() && TRANSPARENT.contains(word(i - 1))));
				}
				case ")" -> {
					this.brackets.poll();
					this.item = (values == this.brackets.size()) ? -1 : this.item;
				}
				case "," -> this.item += (this.item >= 0 && this.brackets.size() <= Math.max(values + 1, 0)) ? 1 : 0;
				case "?" -> this.places.add(place(i));
				default -> {
					if (this.brackets.isEmpty() && ENDS_ITEMS.contains(word(i))) {
						this.item = -1;
						values = -1;
					}
				}
			}
		}
	}

	/** Reads a statement whose parameters are question marks. */
	static StatementColumns of(String sql) {
		return new StatementColumns(sql);
	}

	/** Of the table that it writes to, in lower case; empty if it reads. */
	String table() {
		return this.table;
	}

	/**
	 * What each parameter's column holds, in SQLite.
	 * @param connection to look the columns up
	 * @return in the order of the parameters
	 */
	List<Column> kinds(Connection connection) throws SQLException {
		Map<String, Column> columns = new LinkedHashMap<>();
		try (PreparedStatement select = connection
			.prepareStatement("select lower(name) as name, type from pragma_table_info(?) order by cid")) {
			select.setString(1, this.table);
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					columns.put(rows.getString("name"), ColumnKind.of(rows.getString("type")));
				}
			}
		}
		return columns(columns, ColumnKind::of);
	}

	/**
	 * What each parameter's column holds.
	 * @param columns of the table, by their names, in their order
	 * @param ofType what a value is that is cast to a type
	 * @return in the order of the parameters
	 */
	List<Column> columns(Map<String, Column> columns, Function<String, Column> ofType) {
		List<String> inOrder = List.copyOf(columns.keySet());
		return this.places.stream().map((place) -> {
			String column = (place.position >= 0 && place.position < inOrder.size()) ? inOrder.get(place.position)
					: place.column;
			Column known = (column != null) ? columns.get(column) : null;
			return (place.type != null) ? ofType.apply(place.type) : (known != null) ? known : ColumnKind.OTHER;
		}).toList();
	}

	private Place place(int i) {
		if (word(i - 1).equals("(") && word(i - 2).equals("cast") && word(i + 1).equals("as")) {
			return new Place(null, -1, word(i + 2));
		}
		int before = (word(i - 1).equals("(") && TRANSPARENT.contains(word(i - 2))) ? i - 3 : i - 1;
		if (COMPARISONS.contains(word(before))) {
			return new Place(word(before - 1), -1, null);
		}
		boolean alone = Set.of("(", ",", "select").contains(word(i - 1))
				&& (Set.of(")", ",", "").contains(word(i + 1)) || ENDS_ITEMS.contains(word(i + 1)));
		if (!alone || !isItem()) {
			return Place.UNKNOWN;
		}
		if (this.columns.isEmpty()) {
			return new Place(null, this.item, null);
		}
		return (this.item < this.columns.size()) ? new Place(this.columns.get(this.item), -1, null) : Place.UNKNOWN;
	}

	private boolean isItem() {
		return this.item >= 0 && !this.brackets.contains(false);
	}

	/** The table and, in brackets, its columns; the last token of them. */
	private int readTarget(int i) {
		int at = word(i + 1).equals(".") ? i + 2 : i;
		this.table = word(at);
		int last = word(at + 1).equals("as") ? at + 2 : at;
		if (word(last + 1).equals("(")) {
			for (last += 2; !word(last).equals(")") && last < this.tokens.size(); last++) {
				if (!word(last).equals(",")) {
					this.columns.add(word(last));
				}
			}
		}
		return last;
	}

	private void readTable(int i) {
		if (this.table.isEmpty()) {
			int at = word(i).equals("or") ? i + 2 : i;
			this.table = word(at + 1).equals(".") ? word(at + 2) : word(at);
		}
	}

	/** In lower case, and names without their quotes. */
	private String word(int i) {
		String token = (i >= 0 && i < this.tokens.size()) ? this.tokens.get(i) : "";
		return (token.length() > 1 && "\"`[".indexOf(token.charAt(0)) >= 0)
				? token.substring(1, token.length() - 1).toLowerCase(Locale.ROOT) : token.toLowerCase(Locale.ROOT);
	}

}

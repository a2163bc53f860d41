package io.switchboard.routes.lookup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code routes/lookups} as it was read, with its mistakes.
 *
 * @param path its path
 * @param table the table, or null if the file has a mistake
 * @param problems the mistakes
 */
public record LookupFile(Path path, @Nullable Lookup table, List<Problem> problems) {

	/**
	 * A mistake.
	 *
	 * @param line from 1; 0 for the whole file
	 * @param what one sentence without its end
	 * @param mend what to do
	 */
	public record Problem(int line, String what, String mend) {
	}

	/**
	 * The content of a file.
	 *
	 * @param columns the first is the key's
	 * @param columnsLine where they stand
	 * @param rows in the order of the file
	 */
	record Draft(List<String> columns, int columnsLine, List<Row> rows) {
	}

	/** A row; it may lack values, or have some for columns that are not there. */
	record Row(int line, Map<String, String> values) {
	}

	/** The file is no such file. */
	static final class UnreadableException extends RuntimeException {

		private final Problem problem;

		UnreadableException(int line, String what, String mend) {
			super(what);
			this.problem = new Problem(line, what, mend);
		}

	}

	static LookupFile read(Path path, PhoneNumbers numbers) {
		String file = path.getFileName().toString();
		String name = file.replaceFirst("\\.[^.]*$", "");
		try {
			if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
				throw new UnreadableException(0, "a table cannot be called '%s'".formatted(name),
						"Name the file in lower case letters, such as teams.csv.");
			}
			return of(path, name, file.endsWith(".csv") ? CsvLookup.read(path) : YamlLookup.read(path), numbers);
		}
		catch (UnreadableException ex) {
			return new LookupFile(path, null, List.of(ex.problem));
		}
	}

	private static LookupFile of(Path path, String name, Draft draft, PhoneNumbers numbers) {
		List<Problem> problems = new ArrayList<>();
		columns(draft, problems);
		String keyColumn = draft.columns().get(0);
		Map<String, Map<String, String>> rows = new LinkedHashMap<>();
		Map<String, Integer> lines = new HashMap<>();
		for (Row row : draft.rows()) {
			String key = row.values().getOrDefault(keyColumn, "").strip();
			if (key.isEmpty()) {
				problems.add(new Problem(row.line(), "a row without a key: %s is empty".formatted(keyColumn),
						"Write the key, or %s for all others.".formatted(Lookup.OTHERS)));
				continue;
			}
			Integer first = lines.putIfAbsent(numbers.typed(key).orElse(Lookup.normal(key)), row.line());
			if (first != null) {
				problems
					.add(new Problem(row.line(), "the key '%s' is there twice: first in line %d".formatted(key, first),
							"Remove one of the two."));
			}
			rows.put(key, row.values());
		}
		if (!rows.containsKey(Lookup.OTHERS)) {
			problems.add(new Problem(0, "the table has no default",
					"Add a row whose %s is %s, for all other keys.".formatted(keyColumn, Lookup.OTHERS)));
		}
		Map<String, String> others = rows.remove(Lookup.OTHERS);
		return new LookupFile(path, (problems.isEmpty() && others != null)
				? new Lookup(name, draft.columns(), rows, others, numbers) : null, problems);
	}

	private static void columns(Draft draft, List<Problem> problems) {
		TreeSet<String> known = new TreeSet<>();
		for (String column : draft.columns()) {
			if (!column.matches("[A-Za-z][A-Za-z0-9_]*")) {
				problems.add(new Problem(draft.columnsLine(), "a column cannot be called '%s'".formatted(column),
						"Use letters, digits and _, such as email."));
			}
			if (!known.add(column)) {
				problems.add(new Problem(draft.columnsLine(), "the column '%s' is there twice".formatted(column),
						"Remove one of the two."));
			}
		}
		if (draft.columns().size() == 1) {
			problems.add(new Problem(draft.columnsLine(), "the table has no column beside its key",
					"Add one, such as email."));
		}
	}

}

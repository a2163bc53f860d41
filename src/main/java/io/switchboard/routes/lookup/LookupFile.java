package io.switchboard.routes.lookup;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.switchboard.text.YamlText;
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
	 * By what is in the file. A check and a reload read each table several times, and a
	 * table of many numbers takes seconds.
	 */
	private static final Map<String, WeakReference<Lookup>> KNOWN = new ConcurrentHashMap<>();

	/** The digits that a spreadsheet left out are in no file. */
	private static final Pattern ROUNDED = Pattern.compile("[+-]?\\d(?:[.,]\\d+)?[eE]\\+\\d{1,3}");

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
			boolean isCsv = file.endsWith(".csv");
			if (!isCsv && YamlText.isTooLarge(path)) {
				throw new UnreadableException(0, "the file has more than 1 MB", "Write the table as CSV.");
			}
			String text = text(path);
			String known = String.join("\n", name, String.valueOf(isCsv), numbers.region(), digest(text));
			WeakReference<Lookup> reference = KNOWN.get(known);
			Lookup before = (reference != null) ? reference.get() : null;
			if (before != null) {
				return new LookupFile(path, before, List.of());
			}
			LookupFile read = of(path, name, isCsv ? CsvLookup.read(text) : YamlLookup.read(text), numbers);
			if (read.table != null) {
				KNOWN.values().removeIf((each) -> each.get() == null);
				KNOWN.put(known, new WeakReference<>(read.table));
			}
			return read;
		}
		catch (UnreadableException ex) {
			return new LookupFile(path, null, List.of(ex.problem));
		}
	}

	private static String text(Path path) {
		try {
			return Files.readString(path);
		}
		catch (CharacterCodingException ex) {
			throw new UnreadableException(0, "its bytes are not UTF-8", "Save it as UTF-8.");
		}
		catch (IOException ex) {
			throw new UnreadableException(0, "it cannot be read: " + ex.getMessage(), "Fix the file.");
		}
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static LookupFile of(Path path, String name, Draft draft, PhoneNumbers numbers) {
		List<Problem> problems = new ArrayList<>();
		columns(draft, problems);
		String keyColumn = draft.columns().get(0);
		Map<String, Map<String, String>> rows = new LinkedHashMap<>();
		Map<String, Map<String, String>> byNumber = new HashMap<>();
		Map<String, Integer> lines = new HashMap<>();
		for (Row row : draft.rows()) {
			rounded(row, problems);
			String key = row.values().getOrDefault(keyColumn, "").strip();
			if (key.isEmpty()) {
				problems.add(new Problem(row.line(), "a row without a key: %s is empty".formatted(keyColumn),
						"Write the key, or %s for all others.".formatted(Lookup.OTHERS)));
				continue;
			}
			String number = numbers.typed(key).orElse(null);
			Integer first = lines.putIfAbsent((number != null) ? number : Lookup.normal(key), row.line());
			if (first != null) {
				problems
					.add(new Problem(row.line(), "the key '%s' is there twice: first in line %d".formatted(key, first),
							"Remove one of the two."));
			}
			Map<String, String> values = Map.copyOf(row.values());
			rows.put(Lookup.normal(key), values);
			if (number != null) {
				byNumber.put(number, values);
			}
		}
		if (!rows.containsKey(Lookup.OTHERS)) {
			problems.add(new Problem(0, "the table has no default",
					"Add a row whose %s is %s, for all other keys.".formatted(keyColumn, Lookup.OTHERS)));
		}
		Map<String, String> others = rows.remove(Lookup.OTHERS);
		return new LookupFile(path, (problems.isEmpty() && others != null)
				? new Lookup(name, draft.columns(), rows, byNumber, others, numbers) : null, problems);
	}

	private static void rounded(Row row, List<Problem> problems) {
		row.values().forEach((column, value) -> {
			if (ROUNDED.matcher(value.strip()).matches()) {
				problems.add(new Problem(row.line(),
						"%s is '%s': a spreadsheet has rounded a long number".formatted(column, value.strip()),
						"Format the column as text there, write the whole number again, and save the table anew."));
			}
		});
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

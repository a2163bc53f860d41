package io.switchboard.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the word that somebody probably meant. */
public final class Nearest {

	/** How many words a suggestion lists at most. */
	private static final int MOST = 16;

	private Nearest() {
	}

	/**
	 * The nearest of the words, for people.
	 * @param word as it was written
	 * @param words those that there are
	 * @return {@code Did you mean …?}, or all words where none is near
	 */
	public static String to(String word, Collection<String> words) {
		return of(word, words).map((near) -> "Did you mean " + near + "?").orElseGet(() -> all(new TreeSet<>(words)));
	}

	private static String all(SortedSet<String> words) {
		String shown = words.stream().limit(MOST).collect(Collectors.joining(", "));
		int more = words.size() - MOST;
		return words.isEmpty() ? "There is none."
				: "There are %s.".formatted((more > 0) ? "%s, and %d more".formatted(shown, more) : shown);
	}

	/**
	 * The nearest of the words, if one is near: a quarter of its letters are others at
	 * most. A shortened word is near too, such as {@code db-sink} for
	 * {@code database-sink}.
	 * @param word as it was written
	 * @param words those that there are
	 * @return empty if none is near
	 */
	public static Optional<String> of(String word, Collection<String> words) {
		Optional<String> same = words.stream().filter(word::equalsIgnoreCase).sorted().findFirst();
		Optional<String> near = same.isPresent() ? same : spelt(word, words);
		return near.isPresent() ? near
				: words.stream().filter((each) -> isShort(word, each) || isShort(each, word)).sorted().findFirst();
	}

	private static Optional<String> spelt(String word, Collection<String> words) {
		return words.stream()
			.filter((each) -> distance(word, each) <= Math.max(2, word.length() / 4))
			.min(Comparator.comparing((String each) -> distance(word, each))
				.thenComparing((each) -> !each.regionMatches(true, 0, word, 0, 1))
				.thenComparing((each) -> Math.abs(word.length() - each.length()))
				.thenComparing(Comparator.naturalOrder()));
	}

	/** Whether some parts of a name are shortened, and another part is the same. */
	private static boolean isShort(String word, String whole) {
		String[] parts = word.split("[-_.]");
		String[] others = whole.split("[-_.]");
		if (parts.length != others.length || Arrays.stream(parts).noneMatch(List.of(others)::contains)) {
			return false;
		}
		for (int i = 0; i < parts.length; i++) {
			String letters = parts[i].matches("\\w+") ? parts[i].replaceAll("(?<=.)(?=.)", "[a-z]*") : "";
			if (letters.length() < 2 || !others[i].matches(letters + "[a-z]*")) {
				return false;
			}
		}
		return true;
	}

	/**
	 * How many letters must be put in, taken out or changed.
	 * @param one a word
	 * @param other another
	 * @return 0 if they are the same
	 */
	public static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int changed = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}

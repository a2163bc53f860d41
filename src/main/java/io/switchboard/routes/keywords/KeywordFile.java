package io.switchboard.routes.keywords;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.switchboard.routes.values.YamlValues;
import io.switchboard.text.Nearest;
import io.switchboard.texts.KeywordDoes;

/**
 * A file of {@code routes/keywords} as it was read, with its mistakes.
 *
 * @param path its path
 * @param keywords in the order of the file, without those that have a mistake
 * @param automatic the texts of robots, normalized
 * @param problems the mistakes
 */
public record KeywordFile(Path path, List<Keyword> keywords, List<String> automatic, List<Problem> problems) {

	/** An answer may have this many parts at most, because each is paid for. */
	static final int MOST_PARTS = 3;

	private static final String FORM = "Write keywords: and a list, such as - {name: hours, words: [hours], answer: We are open from 9 to 5.}";

	private static final Set<String> FILE = Set.of("keywords", "automatic");

	private static final Set<String> KEYS = Set.of("name", "does", "words", "match", "answer", "route");

	/**
	 * A mistake.
	 *
	 * @param line from 1; 0 for the whole file
	 * @param what one sentence without its end
	 * @param mend what to do
	 */
	public record Problem(int line, String what, String mend) {
	}

	static KeywordFile read(Path path) {
		return new Reader(path).read();
	}

	/** Reads one. */
	private static final class Reader {

		private final Path path;

		private final List<Keyword> keywords = new ArrayList<>();

		private final List<Problem> problems = new ArrayList<>();

		private Reader(Path path) {
			this.path = path;
		}

		private void wrong(int line, String what, String mend) {
			this.problems.add(new Problem(line, what, mend));
		}

		private KeywordFile read() {
			YamlValues values = YamlValues.read(this.path, FORM, this::wrong);
			values.unknown(FILE, this::wrong);
			values.list("keywords").forEach(this::keyword);
			if (this.problems.isEmpty() && this.keywords.isEmpty()) {
				wrong(0, "there is no keyword", FORM);
			}
			List<String> automatic = values.texts("automatic")
				.stream()
				.map((each) -> words(each, "automatic"))
				.filter((each) -> !each.isEmpty())
				.toList();
			return new KeywordFile(this.path, List.copyOf(this.keywords), automatic, List.copyOf(this.problems));
		}

		private void keyword(YamlValues values) {
			int before = this.problems.size();
			values.unknown(KEYS, this::wrong);
			String name = values.text("name");
			if (name == null || !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
				wrong(values.line(), "a keyword has no name such as hours", "Add name:, in lower case letters.");
				return;
			}
			KeywordDoes does = does(values, name);
			List<String> words = values.texts("words")
				.stream()
				.map((each) -> words(each, name))
				.filter((each) -> !each.isEmpty())
				.distinct()
				.toList();
			if (values.texts("words").isEmpty()) {
				wrong(values.line(), "the keyword %s has no words".formatted(name),
						"Add words:, such as [hours, opening hours].");
			}
			String match = values.text("match");
			if (match != null && !Set.of("anywhere", "alone").contains(match)) {
				wrong(values.line(), "match of %s is '%s'".formatted(name, match), "Write anywhere or alone.");
			}
			if (match != null && does != KeywordDoes.ANSWER) {
				wrong(values.line(), "the keyword %s has match:, but %s has its own rule".formatted(name, does),
						"Remove match:.");
			}
			answer(values, name, does);
			if (this.problems.size() == before) {
				this.keywords.add(new Keyword(name, does, words, "alone".equals(match), values.text("answer"),
						values.text("route"), values.line()));
			}
		}

		private KeywordDoes does(YamlValues values, String name) {
			String does = values.text("does");
			for (KeywordDoes each : KeywordDoes.values()) {
				if (does == null || each.toString().equals(does.toLowerCase(Locale.ROOT))) {
					return each;
				}
			}
			wrong(values.line(), "the keyword %s does '%s'".formatted(name, does),
					"Write stop or start, or leave it out.");
			return KeywordDoes.ANSWER;
		}

		private void answer(YamlValues values, String name, KeywordDoes does) {
			String answer = values.text("answer");
			boolean routed = values.text("route") != null;
			if (routed && (answer != null || does != KeywordDoes.ANSWER)) {
				wrong(values.line(),
						"the keyword %s has route: beside %s".formatted(name, (answer != null) ? "an answer" : "does:"),
						"Remove one of the two.");
			}
			if (!routed && answer == null) {
				wrong(values.line(), "the answer of %s is empty".formatted(name),
						"Write answer:, or route: for a route that answers.");
			}
			if (answer != null && (answer.contains("${") || answer.contains("{{"))) {
				wrong(values.line(), "the answer of %s has an expression, and would be sent as it is".formatted(name),
						"Write the text, or route: for a route that answers.");
			}
			int parts = (answer != null) ? KeywordText.parts(answer) : 0;
			if (parts > MOST_PARTS) {
				wrong(values.line(),
						"the answer of %s is too long: networks make %d parts of it".formatted(name, parts),
						"Make it shorter: %d parts hold 459 plain letters, or 201 of other alphabets."
							.formatted(MOST_PARTS));
			}
		}

		private String words(YamlValues.Text text, String name) {
			String normal = KeywordText.normal(text.text());
			if (normal.isEmpty()) {
				wrong(text.line(), "a word of %s has no letter and no digit".formatted(name), "Write a word.");
			}
			return normal;
		}

	}

	/**
	 * Finds mistakes between files: a name or a word that is there twice, or one that
	 * STOP or START would take.
	 * @param files all of a folder, in order
	 * @param routes the ids of all routes
	 * @param tell hears of it
	 */
	public static void among(List<KeywordFile> files, Set<String> routes, Among tell) {
		List<Keyword> before = new ArrayList<>();
		for (KeywordFile file : files) {
			for (Keyword keyword : file.keywords()) {
				before.stream()
					.filter((other) -> other.name().equals(keyword.name()))
					.findFirst()
					.ifPresent((other) -> tell.wrong(file, keyword.line(),
							"the keyword %s is there twice".formatted(other.name()),
							"Give one of the two another name."));
				words(file, keyword, before, tell);
				before.add(keyword);
				String route = keyword.route();
				if (route != null && !routes.contains(route)) {
					tell.wrong(file, keyword.line(),
							"the keyword %s names a route %s that is not there".formatted(keyword.name(), route),
							Nearest.to(route, routes));
				}
			}
		}
		// STOP and START are looked for first, whatever their place
		for (KeywordFile file : files) {
			for (Keyword keyword : file.keywords()) {
				if (keyword.does() == KeywordDoes.ANSWER) {
					shadowed(file, keyword, before, tell);
				}
			}
		}
	}

	private static void words(KeywordFile file, Keyword keyword, List<Keyword> before, Among tell) {
		for (String word : keyword.words()) {
			for (Keyword other : before) {
				boolean same = other.words().contains(word);
				boolean taken = other.does() == KeywordDoes.ANSWER && keyword.does() == KeywordDoes.ANSWER
						&& other.isIn(word);
				if (same || taken) {
					tell.wrong(file, keyword.line(),
							same ? "the word '%s' is there twice: %s has it too".formatted(word, other.name())
									: "'%s' is never reached: it holds a word of %s, which comes before it"
										.formatted(word, other.name()),
							same ? "Remove one of the two." : "Move %s up.".formatted(keyword.name()));
				}
			}
		}
	}

	private static void shadowed(KeywordFile file, Keyword keyword, List<Keyword> all, Among tell) {
		for (String word : keyword.words()) {
			for (Keyword other : all) {
				if (other.does() != KeywordDoes.ANSWER && other.isIn(word) && !other.words().contains(word)) {
					tell.wrong(file, keyword.line(),
							"'%s' is never reached: it begins as %s does".formatted(word, other.name()),
							"Take other words.");
				}
			}
		}
	}

	/** Hears of mistakes between files. */
	@FunctionalInterface
	public interface Among {

		/**
		 * Reports a mistake.
		 * @param file the file
		 * @param line from 1
		 * @param what one sentence without its end
		 * @param mend what to do
		 */
		void wrong(KeywordFile file, int line, String what, String mend);

	}

}

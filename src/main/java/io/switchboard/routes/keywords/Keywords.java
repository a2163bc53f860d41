package io.switchboard.routes.keywords;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

import java.util.Map;

import io.switchboard.voipstudio.EventNames;

/** All keywords of a folder, and what texts of robots say. */
public final class Keywords {

	/** The folder in the folder with the routes. */
	public static final String FOLDER = "keywords";

	/** The variable with the keyword's name; empty where a text has none. */
	public static final String FACT = "keyword";

	/** The variable with what it does: answer, stop or start; or empty. */
	public static final String DOES = "keyword_does";

	/** Shorter than that, a text may hold an answer by chance. */
	private static final int LONG_ENOUGH = 12;

	private final List<Keyword> keywords = new ArrayList<>();

	private final List<String> automatic = new ArrayList<>();

	private Keywords(List<KeywordFile> files) {
		files.forEach((file) -> {
			this.automatic.addAll(file.automatic());
			file.keywords().stream().filter((each) -> each.does() == Keyword.Does.STOP).forEach(this.keywords::add);
		});
		files.forEach((file) -> file.keywords()
			.stream()
			.filter((each) -> each.does() == Keyword.Does.START)
			.forEach(this.keywords::add));
		files.forEach((file) -> file.keywords()
			.stream()
			.filter((each) -> each.does() == Keyword.Does.ANSWER)
			.forEach(this.keywords::add));
	}

	/**
	 * Reads those that nothing is wrong with; the check tells of the others.
	 * @param routes the folder with the routes
	 * @return never null
	 */
	public static Keywords of(Path routes) {
		return new Keywords(files(routes));
	}

	/**
	 * Reads all files.
	 * @param routes the folder with the routes
	 * @return in order; none where there is no such folder
	 */
	public static List<KeywordFile> files(Path routes) {
		Path folder = routes.resolve(FOLDER);
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.getFileName().toString().matches("[^.#].*\\.yaml"))
				.sorted()
				.map(KeywordFile::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be read".formatted(folder), ex);
		}
	}

	/** Says of an event which keyword it has. */
	public void fill(Exchange exchange, Map<String, Object> fields) {
		boolean text = EventNames.SMS.equals(exchange.getVariable("event_name", String.class));
		Keyword keyword = text ? of(fields.get("text")) : null;
		exchange.setVariable(FACT, (keyword != null) ? keyword.name() : "");
		exchange.setVariable(DOES,
				(keyword != null) ? (keyword.route() != null) ? "route" : keyword.does().toString() : "");
	}

	/** The keyword of a text: STOP first, then START, then the first that it says. */
	@Nullable Keyword of(@Nullable Object text) {
		if (text == null) {
			return null;
		}
		String normal = KeywordText.normal(text.toString());
		return this.keywords.stream().filter((each) -> each.isIn(normal)).findFirst().orElse(null);
	}

	/** Why no person wrote a text; null where one may have. */
	@Nullable String robot(String text) {
		String normal = " " + KeywordText.normal(text) + " ";
		if (this.automatic.stream().anyMatch((each) -> normal.contains(" " + each + " "))) {
			return "it is an automatic text";
		}
		boolean ours = this.keywords.stream()
			.map(Keyword::answer)
			.filter((answer) -> answer != null && answer.length() >= LONG_ENOUGH)
			.anyMatch((answer) -> normal.contains(" " + KeywordText.normal(answer) + " "));
		return ours ? "it says what we answer ourselves" : null;
	}

}

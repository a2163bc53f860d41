package io.switchboard.routes.keywords;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.switchboard.routes.FilesOf;
import io.switchboard.texts.KeywordDoes;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

import java.util.Map;

import io.switchboard.voipstudio.EventNames;

/** All keywords of a folder, and the texts of robots. */
public final class Keywords {

	/** The folder in the folder with the routes. */
	public static final String FOLDER = "keywords";

	/** The variable with the keyword's name; empty where a text has none. */
	public static final String FACT = "keyword";

	/** In a shorter answer, a match with a text may be chance. */
	private static final int LONG_ENOUGH = 12;

	private final List<Keyword> keywords = new ArrayList<>();

	private final List<String> automatic = new ArrayList<>();

	private Keywords(List<KeywordFile> files) {
		files.forEach((file) -> {
			this.automatic.addAll(file.automatic());
			file.keywords().stream().filter((each) -> each.does() == KeywordDoes.STOP).forEach(this.keywords::add);
		});
		files.forEach((file) -> file.keywords()
			.stream()
			.filter((each) -> each.does() == KeywordDoes.START)
			.forEach(this.keywords::add));
		files.forEach((file) -> file.keywords()
			.stream()
			.filter((each) -> each.does() == KeywordDoes.ANSWER)
			.forEach(this.keywords::add));
	}

	/**
	 * Reads the keywords without mistakes; the check reports the others.
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
		return FilesOf.yaml(routes.resolve(FOLDER), KeywordFile::read);
	}

	/** Sets the keyword of an event. */
	public void fill(Exchange exchange, Map<String, Object> fields) {
		boolean text = EventNames.SMS.equals(exchange.getVariable("event_name", String.class));
		Keyword keyword = text ? of(fields.get("text")) : null;
		exchange.setVariable(FACT, (keyword != null) ? keyword.name() : "");
		exchange.setVariable(KeywordDoes.VARIABLE,
				(keyword != null) ? (keyword.route() != null) ? "route" : keyword.does().toString() : "");
	}

	/**
	 * The keyword of a text: STOP first, then START, then the first that the text has.
	 */
	@Nullable Keyword of(@Nullable Object text) {
		if (text == null) {
			return null;
		}
		String normal = KeywordText.normal(text.toString());
		return this.keywords.stream().filter((each) -> each.isIn(normal)).findFirst().orElse(null);
	}

	/**
	 * What a text means to a folder: its keyword, and whether a robot wrote it. Two texts
	 * that mean the same are answered alike.
	 * @param text any
	 * @return never null; empty if nothing here knows it
	 */
	public String meaning(String text) {
		Keyword keyword = of(text);
		String robot = robot(text);
		return ((keyword != null) ? keyword.name() : "") + ((robot != null) ? " " + robot : "");
	}

	/**
	 * The words by which a text means it: those of its keyword, and what robots say.
	 * @param text any
	 * @return in lower case letters without accents; perhaps none
	 */
	public List<String> telling(String text) {
		String normal = " " + KeywordText.normal(text) + " ";
		Keyword keyword = of(text);
		return Stream.concat((keyword != null) ? keyword.words().stream() : Stream.empty(), this.automatic.stream())
			.filter((words) -> normal.contains(" " + words + " "))
			.toList();
	}

	/** The reason why a text is from a robot; null if a person may have written it. */
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

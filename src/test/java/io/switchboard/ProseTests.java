package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The sentences of comments and descriptions are short. */
class ProseTests {

	private static final int MOST_WORDS = 30;

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*/\\*\\*((?s:(?!\\*/).)*+)\\*/");

	private static final Pattern DESCRIPTION = Pattern.compile("(?m)^\\s*description: \"?(.*?)\"?$");

	@Test
	void no_sentence_of_a_comment_is_long() throws IOException {
		Set<String> found = new TreeSet<>();
		List<Path> sources = new ArrayList<>(files(Path.of("src/main/java"), ".java"));
		sources.addAll(files(Path.of("src/test/java"), ".java"));
		for (Path file : sources) {
			COMMENT.matcher(Files.readString(file))
				.results()
				.flatMap((comment) -> longSentences(comment.group(1)
					.replaceAll("\\n\\s*\\* ?", " ")
					.replaceAll("(?s)<pre>.*?</pre>", ". ")
					.replaceAll("\\{@(?:code|link|value) ?([^}]*)}+", "code")
					.replaceAll("<[^>]*>", ". ")
					.replaceAll("@(?:param \\S+|return|throws \\S+|see)", ". ")))
				.forEach((sentence) -> found.add(file.getFileName() + ": " + sentence));
		}
		assertThat(found).isEmpty();
	}

	@Test
	void no_sentence_of_a_description_in_routes_is_long() throws IOException {
		Set<String> found = new TreeSet<>();
		for (Path file : files(Path.of("routes"), ".yaml")) {
			DESCRIPTION.matcher(Files.readString(file))
				.results()
				.flatMap((description) -> longSentences(description.group(1).replaceAll("`[^`]*`", "code")))
				.forEach((sentence) -> found.add(file.getFileName() + ": " + sentence));
		}
		assertThat(found).isEmpty();
	}

	@Test
	void a_long_sentence_is_found() {
		assertThat(longSentences("Short. " + "word ".repeat(MOST_WORDS + 1) + "end. Short.")).hasSize(1);
		assertThat(longSentences("word ".repeat(MOST_WORDS))).isEmpty();
	}

	private static Stream<String> longSentences(String text) {
		return Stream.of(text.strip().split("(?<=[.!?])\\s+"))
			.filter((sentence) -> sentence.split("\\s+").length > MOST_WORDS);
	}

	private static List<Path> files(Path folder, String ending) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.filter((file) -> file.toString().endsWith(ending)).toList();
		}
	}

}

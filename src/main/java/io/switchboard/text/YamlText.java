package io.switchboard.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The text of a file with YAML. A large one is not read, because the parser takes time by
 * the square of the length of a comment.
 */
public final class YamlText {

	private static final long LARGEST = 1024 * 1024;

	private YamlText() {
	}

	/**
	 * Whether the file has more than 1 MB.
	 * @param file which may be missing
	 * @return true if it is not read
	 */
	public static boolean isTooLarge(Path file) {
		return file.toFile().length() > LARGEST;
	}

	/**
	 * What to do about a mistake that the parser reports.
	 * @param problem as the parser words it
	 * @param otherwise for all other mistakes
	 * @return one sentence
	 */
	public static String mend(@Nullable String problem, String otherwise) {
		String said = String.valueOf(problem);
		if (said.contains("\\t(TAB)")) {
			return "Indent with spaces.";
		}
		if (said.contains("mapping values are not allowed")) {
			return "Put a text with a colon and a space in quotes; if it is no text, look at the indentation.";
		}
		if (said.contains("cannot start any token") || said.contains("undefined alias")) {
			return "Put a text that begins with *, @, % or ` in quotes.";
		}
		return otherwise;
	}

	/**
	 * Reads it.
	 * @param file in UTF-8
	 * @return all of it
	 * @throws IOException if it cannot be read, or has more than 1 MB
	 */
	public static String read(Path file) throws IOException {
		if (isTooLarge(file)) {
			throw new IOException("it has more than 1 MB, and YAML would need minutes for that");
		}
		return Files.readString(file);
	}

}

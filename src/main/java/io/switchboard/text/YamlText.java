package io.switchboard.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

package io.switchboard.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The files in a folder of {@code routes/}. A name that begins with a dot or with
 * {@code #} is that of an editor's own file, and is left out.
 */
public final class FilesOf {

	private FilesOf() {
	}

	/**
	 * Reads the YAML files of a folder.
	 * @param <T> what a file is read into
	 * @param folder the folder
	 * @param read reads one file
	 * @return in the order of their names; empty where there is no such folder
	 * @throws UncheckedIOException if the folder cannot be read
	 */
	public static <T> List<T> yaml(Path folder, Function<Path, T> read) {
		return paths(folder, "yaml").stream().map(read).toList();
	}

	/**
	 * Finds the files of a folder.
	 * @param folder the folder
	 * @param endings how their names end, without the dot, such as {@code csv|yaml}
	 * @return in the order of their names; empty where there is no such folder
	 * @throws UncheckedIOException if the folder cannot be read
	 */
	public static List<Path> paths(Path folder, String endings) {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		String names = "[^.#].*\\.(?:%s)".formatted(endings);
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.getFileName().toString().matches(names)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be read".formatted(folder), ex);
		}
	}

}

package io.switchboard.console.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Events to try a route with: the files {@code <route-id>[.case].json} among its samples.
 */
@Component
class RouteSamples {

	private static final String ENDING = ".json";

	private final Path folder;

	RouteSamples(@Value("${routes.dir}") String dir) {
		this.folder = Path.of(dir, "samples");
	}

	/**
	 * An event to try.
	 *
	 * @param name of its file, without ending
	 * @param text what is in it
	 */
	record Sample(String name, String text) {

		/** What its case is called; the plain one has none. */
		public String label(String route) {
			return this.name.equals(route) ? "plain" : this.name.substring(route.length() + 1).replace('-', ' ');
		}

	}

	/** All of a route, the plain one first. */
	List<Sample> of(String route) {
		if (!Files.isDirectory(this.folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(ENDING))
				.map((name) -> name.substring(0, name.length() - ENDING.length()))
				.filter((name) -> name.equals(route) || name.startsWith(route + "."))
				.sorted()
				.map(this::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the samples cannot be listed", ex);
		}
	}

	private Sample read(String name) {
		try {
			return new Sample(name, Files.readString(this.folder.resolve(name + ENDING)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the sample %s cannot be read".formatted(name), ex);
		}
	}

}

package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The files in routes/samples: {@code <route-id>[.case].json}. */
public final class Samples {

	static final Path FOLDER = Path.of("routes", "samples");

	private Samples() {
	}

	static List<Path> all() {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The sections of settings that rules ask for, such as {@code crm}. */
	static Set<String> switches() {
		return found(Path.of("routes", "switchboard.camel.yaml"), "variable\\.(\\w+)_on\\b").stream()
			.map((fact) -> fact.replace('_', '-'))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The ids of the destination routes that are written in Java. */
	static Set<String> routesInJava() {
		Set<String> ids = new TreeSet<>();
		try (Stream<Path> files = Files.list(Path.of("src/main/java/io/switchboard/destinations"))) {
			files.forEach((file) -> ids.addAll(found(file, "\\.routeId\\(\"([^\"]+)\"\\)")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return ids;
	}

	/** The variables that the files of {@code routes/} set. */
	static Set<String> variables() {
		Set<String> names = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("routes"))) {
			files.filter((file) -> file.toString().endsWith(".yaml"))
				.forEach((file) -> names
					.addAll(found(file, "(?:setVariable:\\s*\\{?\\s*name|variableReceive):\\s*\"?(\\w+)")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return names;
	}

	private static Set<String> found(Path file, String pattern) {
		try {
			return Pattern.compile(pattern)
				.matcher(Files.readString(file))
				.results()
				.map((each) -> each.group(1))
				.collect(Collectors.toCollection(TreeSet::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String route(Path sample) {
		return sample.getFileName().toString().split("\\.")[0];
	}

	public static ObjectNode read(String name) {
		return read(FOLDER.resolve(name + ".json"));
	}

	static ObjectNode read(Path sample) {
		try {
			return (ObjectNode) Client.JSON.readTree(Files.readString(sample));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

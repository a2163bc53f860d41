package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The files in routes/samples: {@code <route-id>[.case].json}. */
public final class Samples {

	static final Path FOLDER = Path.of("routes", "samples");

	private Samples() {
	}

	static List<Path> all() {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.sorted().toList();
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

package io.switchboard.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the build knows about our settings. Other jars have a file of that name too, and
 * may come first.
 */
final class OwnMetadata {

	private static final String FILE = "META-INF/spring-configuration-metadata.json";

	private static final String HOUSE = "io.switchboard.";

	private OwnMetadata() {
	}

	static JsonNode read() {
		ObjectMapper json = new ObjectMapper();
		try {
			for (URL each : Collections.list(OwnMetadata.class.getClassLoader().getResources(FILE))) {
				try (InputStream text = each.openStream()) {
					JsonNode metadata = json.readTree(text);
					if (metadata.path("groups").findValuesAsText("type").stream().anyMatch(OwnMetadata::isOurs)) {
						return metadata;
					}
				}
			}
			throw new IllegalStateException("no %s tells of our settings".formatted(FILE));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isOurs(String type) {
		return type.startsWith(HOUSE);
	}

}

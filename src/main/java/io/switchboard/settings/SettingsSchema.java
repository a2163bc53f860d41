package io.switchboard.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A JSON schema of {@code application.yaml}, for editors: made from the metadata that
 * Switchboard, Spring Boot and Camel have in their jars.
 */
public final class SettingsSchema {

	private static final String METADATA = "classpath*:META-INF/spring-configuration-metadata.json";

	private static final KnownSettings KNOWN = KnownSettings.all();

	private SettingsSchema() {
	}

	/**
	 * Makes it.
	 * @return the schema, of JSON Schema draft 7
	 */
	public static Map<String, Object> make() {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("$schema", "http://json-schema.org/draft-07/schema#");
		schema.put("title", "Settings of Switchboard");
		// a YAML file with nothing but comments is null
		schema.put("type", List.of("object", "null"));
		Map<String, Object> root = new TreeMap<>();
		schema.put("properties", root);
		metadata().forEach((name, property) -> put(root, name, property));
		WrittenSetting.all().forEach((name, setting) -> put(root, name, setting));
		SettingBounds.of(SettingValues.sections(OwnMetadata.read())).forEach((name, bound) -> put(root, name, bound));
		databases(root);
		return schema;
	}

	/** All properties, by their names. */
	static Map<String, JsonNode> metadata() {
		Map<String, JsonNode> all = new TreeMap<>();
		ObjectMapper json = new ObjectMapper();
		try {
			for (Resource each : new PathMatchingResourcePatternResolver().getResources(METADATA)) {
				try (InputStream text = each.getInputStream()) {
					json.readTree(text).path("properties").forEach((property) -> {
						if (!property.at("/deprecation/level").asText().equals("error")) {
							all.put(property.path("name").asText(), property);
						}
					});
				}
			}
			return all;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What stands in the jar's own file says more than what stands in the code. */
	private static void put(Map<String, Object> root, String name, WrittenSetting setting) {
		Map<String, Object> leaf = place(root, name);
		if (leaf.isEmpty()) {
			leaf.putAll(SettingType.of(setting.value().matches("true|false") ? "java.lang.Boolean" : ""));
		}
		if (!setting.comment().isEmpty()) {
			leaf.put("description", setting.comment());
		}
		leaf.put("default", setting.value());
	}

	private static void put(Map<String, Object> root, String name, SettingBounds.Bound bound) {
		if (bound.type() == bound.measured()) {
			place(root, name).putAll(SettingType.of(bound));
		}
	}

	private static void put(Map<String, Object> root, String name, JsonNode property) {
		Map<String, Object> leaf = place(root, name);
		String description = property.path("description").asText("").replaceAll("\\{@\\w+ ([^}]*)}", "$1");
		if (!description.isBlank()) {
			leaf.put("description", description);
		}
		JsonNode value = property.path("defaultValue");
		if (value.isValueNode() && !value.isNull()) {
			leaf.put("default", value);
		}
		if (!leaf.containsKey("properties")) {
			leaf.putAll(SettingType.of(property.path("type").asText("")));
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> place(Map<String, Object> root, String name) {
		List<String> parts = parts(name);
		boolean closed = KNOWN.names(parts.get(0)).size() > 1 && !KNOWN.isOpen(parts.get(0) + ".another");
		Map<String, Object> place = root;
		for (int i = 0; i < parts.size() - 1; i++) {
			Map<String, Object> section = (Map<String, Object>) place.computeIfAbsent(parts.get(i),
					(each) -> section());
			if (closed) {
				section.put("additionalProperties", false);
			}
			// what is a map of its own is not told apart
			place = (Map<String, Object>) section.computeIfAbsent("properties", (each) -> new TreeMap<>());
		}
		return (Map<String, Object>) place.computeIfAbsent(parts.get(parts.size() - 1),
				(each) -> new LinkedHashMap<>());
	}

	private static Map<String, Object> section() {
		Map<String, Object> section = new LinkedHashMap<>();
		section.put("type", List.of("object", "null"));
		return section;
	}

	private static List<String> parts(String name) {
		return new ArrayList<>(List.of(name.split("\\.")));
	}

	/** By names that are the user's. */
	private static void databases(Map<String, Object> root) {
		Map<String, Object> one = new LinkedHashMap<>(section());
		Map<String, Object> text = SettingType.of("java.lang.String");
		one.put("properties", Map.of("url", text, "username", text, "password", text, "maximum-pool-size",
				SettingType.of("java.lang.Integer")));
		one.put("additionalProperties", false);
		Map<String, Object> all = section();
		all.put("description", "further databases, by names of your own");
		all.put("additionalProperties", one);
		root.put("databases", all);
	}

}

package io.switchboard.routes.check.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.routes.check.finding.Wording;
import org.jspecify.annotations.Nullable;

/**
 * What a schema allows at one place, with all alternatives together, because a message
 * about each of them helps nobody.
 */
final class Shape {

	private static final String STEP = "org.apache.camel.model.ProcessorDefinition";

	private final JsonNode whole;

	private final Map<String, List<JsonNode>> properties = new LinkedHashMap<>();

	private final Set<String> types = new TreeSet<>();

	private final List<JsonNode> items = new ArrayList<>();

	private final Set<String> required = new TreeSet<>();

	/** The allowed words, if no other text is allowed. */
	private final Set<String> words = new TreeSet<>();

	private boolean anyText;

	private boolean closed;

	/** A schema has few of them, and a folder asks for them again and again. */
	private final Map<Schemas, Shape> known;

	private Shape(List<JsonNode> schemas, JsonNode whole, Map<Schemas, Shape> known) {
		this.whole = whole;
		this.known = known;
		schemas.forEach((each) -> add(each, schemas.size() == 1));
	}

	/** What a schema allows at its top. It can be asked by several threads. */
	static Shape of(JsonNode schema, JsonNode whole) {
		return new Shape(List.of(schema), whole, new ConcurrentHashMap<>());
	}

	/** Any step of a route. */
	static Shape step(JsonNode whole) {
		return of(whole.path("items").path("definitions").path(STEP), whole);
	}

	/** Only what holds for all alternatives is required. */
	private void add(JsonNode schema, boolean always) {
		if (schema.has("$ref")) {
			add(this.whole.at(schema.get("$ref").asText().substring(1)), always);
		}
		if (schema.has("type")) {
			this.types.add(schema.get("type").asText());
		}
		schema.path("enum").forEach((each) -> this.words.add(each.asText()));
		this.anyText |= schema.path("type").asText().equals("string") && !schema.has("enum");
		if (schema.has("items")) {
			this.items.add(schema.get("items"));
		}
		this.closed |= schema.has("additionalProperties") && !schema.get("additionalProperties").asBoolean(true);
		schema.path("properties")
			.properties()
			.forEach((each) -> this.properties.computeIfAbsent(each.getKey(), (name) -> new ArrayList<>())
				.add(each.getValue()));
		for (String alternatives : List.of("oneOf", "anyOf", "allOf")) {
			schema.path(alternatives).forEach((each) -> add(each, false));
		}
		if (always) {
			schema.path("required").forEach((each) -> this.required.add(each.asText()));
		}
	}

	/** Whether it allows anything. */
	boolean isOpen() {
		return !this.closed || this.properties.isEmpty();
	}

	boolean takes(String type) {
		return this.types.isEmpty() || this.types.contains(type);
	}

	boolean takesText() {
		return takes("string") || takes("number") || takes("boolean") || takes("integer");
	}

	/** Says what a text should be; null if it is allowed. */
	@Nullable String wrong(String text) {
		boolean right = this.anyText || !(takes("string") || takesText()) || this.types.isEmpty() || text.contains("{{")
				|| text.startsWith("#") || (this.types.contains("boolean") && text.strip().matches("(?i)true|false"))
				|| (this.types.contains("number") && text.strip().matches("[+-]?\\d+(?:\\.\\d+)?"))
				|| this.words.stream().anyMatch((each) -> plain(each).equals(plain(text)));
		if (right) {
			return null;
		}
		if (!this.words.isEmpty()) {
			return Wording.meant(text, this.words);
		}
		return this.types.contains("boolean") ? "It is true or false." : "It is a number.";
	}

	private static String plain(String word) {
		return word.strip().toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
	}

	/** The required names. */
	Set<String> required() {
		return this.required;
	}

	/** All allowed names. */
	Set<String> properties() {
		return this.properties.keySet();
	}

	/** The shape below a name; null if there is none. */
	@Nullable Shape property(String name) {
		List<JsonNode> schemas = this.properties.get(name);
		if (schemas == null) {
			return null;
		}
		List<JsonNode> saying = schemas.stream().filter((each) -> !each.isEmpty()).toList();
		return shape(saying);
	}

	Shape item() {
		return shape(this.items);
	}

	private Shape shape(List<JsonNode> schemas) {
		Schemas key = new Schemas(schemas);
		Shape shape = this.known.get(key);
		if (shape == null) {
			shape = new Shape(schemas, this.whole, this.known);
			this.known.put(key, shape);
		}
		return shape;
	}

	/** A description for people. */
	String wanted() {
		if (takes("array")) {
			return "a list";
		}
		boolean mapping = takes("object");
		return (mapping && takesText()) ? "a text or a mapping" : mapping ? "a mapping" : "a text";
	}

	/** The same parts of the whole, which are not compared by what they say. */
	private record Schemas(List<JsonNode> parts) {

		@Override
		public boolean equals(Object other) {
			if (!(other instanceof Schemas that) || this.parts.size() != that.parts.size()) {
				return false;
			}
			for (int i = 0; i < this.parts.size(); i++) {
				if (this.parts.get(i) != that.parts.get(i)) {
					return false;
				}
			}
			return true;
		}

		@Override
		public int hashCode() {
			return this.parts.stream().mapToInt(System::identityHashCode).sum();
		}

	}

}

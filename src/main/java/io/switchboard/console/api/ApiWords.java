package io.switchboard.console.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Adds descriptions of schemas, properties and path parameters to the document of the
 * API, from {@code words.yaml}. Adds Switchboard's own webhooks and the hooks from
 * {@code webhooks.yaml}. So all prose is in one place.
 *
 * @param paths by the beginning of a path, then by the parameter's name
 * @param common by the property's name, for all schemas that say nothing else
 * @param schemas by the schema's name, then by the property's; {@code is} is the schema
 */
record ApiWords(Map<String, Map<String, String>> paths, Map<String, String> common,
		Map<String, Map<String, String>> schemas) {

	/** The words as they are packaged. */
	static ApiWords read() {
		return read("words.yaml", new TypeReference<>() {
		});
	}

	/** Adds the webhooks, the hooks and their schemas. */
	static void addWebhooks(OpenAPI api) {
		OpenAPI own = read("webhooks.yaml", new TypeReference<>() {
		});
		api.setWebhooks(own.getWebhooks());
		Components components = own.getComponents();
		components.getSchemas().forEach(api.getComponents()::addSchemas);
		components.getParameters().forEach(api.getComponents()::addParameters);
		components.getSecuritySchemes().forEach(api.getComponents()::addSecuritySchemes);
		own.getPaths().forEach(api.getPaths()::addPathItem);
	}

	private static <T> T read(String file, TypeReference<T> type) {
		try (InputStream in = Objects.requireNonNull(ApiWords.class.getResourceAsStream(file), file)) {
			// it resolves references within the file
			return Json31.mapper().convertValue(new Yaml(new SafeConstructor(new LoaderOptions())).load(in), type);
		}
		catch (IOException ex) {
			throw new IllegalStateException(file, ex);
		}
	}

	/** Adds a description where there is none. */
	void describe(OpenAPI api) {
		api.getPaths().forEach((path, item) -> item.readOperations().forEach((operation) -> {
			if (operation.getParameters() != null) {
				operation.getParameters().forEach((parameter) -> describe(path, parameter));
			}
		}));
		api.getComponents().getSchemas().forEach(this::describe);
	}

	private void describe(String path, Parameter parameter) {
		if (parameter.getDescription() == null) {
			this.paths.entrySet()
				.stream()
				.filter((each) -> path.startsWith(each.getKey()) && each.getValue().containsKey(parameter.getName()))
				.findFirst()
				.ifPresent((each) -> parameter.setDescription(each.getValue().get(parameter.getName())));
		}
	}

	@SuppressWarnings("rawtypes")
	private void describe(String name, Schema<?> schema) {
		Map<String, String> own = this.schemas.getOrDefault(name, Map.of());
		say(schema, own.get("is"));
		if (schema.getDescription() == null && name.startsWith("Page")) {
			schema.setDescription("The answer");
		}
		Map<String, Schema> properties = Objects.requireNonNullElse(schema.getProperties(), Map.of());
		properties.forEach((property, of) -> say(of, own.getOrDefault(property, this.common.get(property))));
	}

	private static void say(Schema<?> schema, @Nullable String words) {
		if (words != null && schema.getDescription() == null) {
			schema.setDescription(words);
		}
	}

}

package io.switchboard.console.api;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Derives the JSON schema from a record. Every component is required, and nullable only
 * if the record says so. A component that is left out when null is optional.
 */
@Component
class RecordSchemas implements ModelConverter {

	private static final String COMPONENTS = "#/components/schemas/";

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> chain) {
		if (!chain.hasNext()) {
			return null;
		}
		Schema<?> resolved = chain.next().resolve(type, context, chain);
		JavaType java = Json31.mapper().constructType(type.getType());
		if (resolved != null && java.isRecordType()) {
			String reference = resolved.get$ref();
			Schema<?> model = (reference != null)
					? context.getDefinedModels().get(reference.substring(COMPONENTS.length())) : resolved;
			if (model != null && model.getProperties() != null && model.getRequired() == null) {
				describe(java.getRawClass(), model);
			}
		}
		return resolved;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static void describe(Class<?> record, Schema model) {
		boolean snake = record.isAnnotationPresent(JsonNaming.class);
		List<String> required = new ArrayList<>();
		for (RecordComponent component : record.getRecordComponents()) {
			String name = snake ? SnakeCaseStrategy.INSTANCE.translate(component.getName()) : component.getName();
			Schema<?> property = (Schema<?>) model.getProperties().get(name);
			if (property == null) {
				continue;
			}
			boolean leftOut = component.getAccessor().isAnnotationPresent(JsonInclude.class);
			if (!leftOut) {
				required.add(name);
				if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
					model.getProperties().put(name, orNull(property));
				}
			}
		}
		model.setRequired(required);
	}

	private static Schema<?> orNull(Schema<?> property) {
		if (property.get$ref() != null) {
			Schema<?> nothing = new JsonSchema().types(Set.of("null"));
			return new JsonSchema().anyOf(List.of(property, nothing));
		}
		Set<String> types = new LinkedHashSet<>();
		if (property.getTypes() != null) {
			types.addAll(property.getTypes());
		}
		else if (property.getType() != null) {
			types.add(property.getType());
		}
		if (!types.isEmpty()) {
			types.add("null");
			property.setTypes(types);
		}
		return property;
	}

}

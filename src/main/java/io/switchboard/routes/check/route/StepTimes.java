package io.switchboard.routes.check.route;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.spi.Metadata;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Whether the times of a step are valid. Camel checks them only when the route starts.
 */
final class StepTimes {

	private StepTimes() {
	}

	/** The findings about a step. */
	static List<Told> told(CamelContext camel, ProcessorDefinition<?> step) {
		List<Told> told = new ArrayList<>();
		for (Class<?> type = step.getClass(); type != Object.class; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				Metadata metadata = field.getAnnotation(Metadata.class);
				if (metadata != null && metadata.javaType().equals("java.time.Duration")) {
					String written = value(step, field);
					if (written != null && !isTime(camel, written)) {
						told.add(new Told(Rule.SHAPE, field.getName(),
								"%s cannot be '%s'".formatted(field.getName(), written),
								"It is a time, such as 5000 (milliseconds) or 5s."));
					}
				}
			}
		}
		return told;
	}

	static @Nullable String value(ProcessorDefinition<?> step, Field field) {
		try {
			field.setAccessible(true);
			return (field.get(step) instanceof String text) ? text : null;
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

	private static boolean isTime(CamelContext camel, String written) {
		String text;
		try {
			text = camel.resolvePropertyPlaceholders(written);
		}
		catch (RuntimeException ex) {
			// a missing setting is reported elsewhere
			return true;
		}
		try {
			// Camel reads a word as zero
			return text.contains("{{") || text.contains("${")
					|| (text.strip().matches("(?i)P?T?\\d.*") && TimeUtils.toMilliSeconds(text) >= 0);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}

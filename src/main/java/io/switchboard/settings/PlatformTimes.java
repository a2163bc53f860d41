package io.switchboard.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.ReflectionUtils;

/** Says what a number alone means as a time of Spring Boot. */
final class PlatformTimes {

	private PlatformTimes() {
	}

	/**
	 * Whether a number without a unit would be milliseconds, which nobody means by a
	 * short one: 30 would end each connection or each stop at once.
	 * @param name of the setting
	 * @param type of its value
	 * @param described what its jar says of it
	 */
	static boolean isInMilliseconds(String name, Class<?> type, JsonNode described) {
		if (type != Duration.class) {
			return false;
		}
		String property = name.substring(name.lastIndexOf('.') + 1);
		DurationUnit unit = unit(PlatformSettings.type(described.path("sourceType").asText()), property);
		return unit == null || unit.value() == ChronoUnit.MILLIS;
	}

	private static @Nullable DurationUnit unit(@Nullable Class<?> source, String property) {
		DurationUnit[] found = new DurationUnit[1];
		if (source != null) {
			ReflectionUtils.doWithFields(source, (field) -> found[0] = field.getAnnotation(DurationUnit.class),
					(field) -> KnownSettings.canonical(field.getName()).equals(KnownSettings.canonical(property)));
		}
		return found[0];
	}

}

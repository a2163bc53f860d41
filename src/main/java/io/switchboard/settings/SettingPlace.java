package io.switchboard.settings;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.switchboard.settings.SettingsCheck.Unknown;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Where a setting stands that a sentence names. */
final class SettingPlace {

	private static final Pattern NAME = Pattern
		.compile("[a-z][a-z0-9-]*(?:\\[\\d+])*(?:\\.[A-Za-z0-9_-]+(?:\\[\\d+])*)*");

	private SettingPlace() {
	}

	/** With the place; as it was if the setting stands in no file of the user. */
	static Unknown found(ConfigurableEnvironment environment, Unknown told) {
		if (told.line() > 0) {
			return told;
		}
		for (String name : NAME.matcher(told.what()).results().map(MatchResult::group).toList()) {
			TextResourceOrigin origin = origin(environment, name);
			if (origin != null && origin.getResource() != null && origin.getLocation() != null) {
				return new Unknown(String.valueOf(origin.getResource().getFilename()),
						origin.getLocation().getLine() + 1, origin.getLocation().getColumn() + 1, told.what(),
						told.mend());
			}
		}
		return told;
	}

	/** What to say instead of a file. */
	static String outside(@Nullable ConfigurationProperty property) {
		if (property == null) {
			return "application.yaml";
		}
		Object source = (property.getSource() != null) ? property.getSource().getUnderlyingSource() : null;
		boolean isVariable = source instanceof PropertySource<?> named
				&& named.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		return isVariable ? "environment" : "command line";
	}

	private static @Nullable TextResourceOrigin origin(ConfigurableEnvironment environment, String name) {
		int end = name.lastIndexOf('.');
		boolean isInNamed = name.indexOf('.') < end;
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (!(source instanceof EnumerablePropertySource<?> enumerable)) {
				continue;
			}
			if (source.containsProperty(name)) {
				return inFile(source, name);
			}
			// a list, a section, or what stands beside a setting that is missing
			String beside = Arrays.stream(enumerable.getPropertyNames())
				.filter((each) -> each.startsWith(name + "[") || each.startsWith(name + ".")
						|| (isInNamed && each.startsWith(name.substring(0, end) + ".")))
				.findFirst()
				.orElse(null);
			TextResourceOrigin origin = (beside != null) ? inFile(source, beside) : null;
			if (origin != null) {
				return origin;
			}
		}
		return null;
	}

	private static @Nullable TextResourceOrigin inFile(PropertySource<?> source, String name) {
		return (OriginLookup.getOrigin(source, name) instanceof TextResourceOrigin text
				&& !SettingsCheck.isInJar(text.getResource())) ? text : null;
	}

}

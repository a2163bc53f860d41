package io.switchboard.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.text.Causes;
import io.switchboard.text.EnumWord;
import io.switchboard.text.Nearest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** Finds settings with values that would stop the start. */
public final class SettingValues {

	private static final String HOUSE = "io.switchboard.";

	/** Its own check does not repeat addresses, because some are secrets. */
	private static final String ALERTS = "alerts";

	private static final Pattern DURATION = Pattern.compile("\\d+(?:ms|s|m|h|d)");

	private static final Pattern SIZE = Pattern.compile("\\d+(?:B|KB|MB|GB)");

	private static final String HELP = "The command help settings says what it is.";

	private SettingValues() {
	}

	/**
	 * Looks at the sections that are read as a whole, of each at the first value that is
	 * wrong, and at the settings that are read one by one.
	 * @param environment with all sources of settings
	 * @return empty if nothing is wrong
	 */
	public static List<Unknown> wrong(ConfigurableEnvironment environment) {
		Binder binder = Binder.get(environment);
		Map<String, Unknown> wrong = new LinkedHashMap<>();
		JsonNode metadata = OwnMetadata.read();
		Map<Class<?>, String> sections = sections(metadata);
		Map<String, Class<?>> single = single(metadata);
		sections.forEach((type, name) -> {
			if (!name.equals(ALERTS)) {
				tried(() -> binder.bindOrCreate(name, type), wrong);
			}
		});
		single.forEach((name, type) -> tried(() -> binder.bind(name, type), wrong));
		List<Unknown> beyond = SettingBounds.wrong(environment, sections, single);
		// the section says it too
		beyond.forEach((each) -> wrong.keySet().removeIf((what) -> what.startsWith(each.what().split(" ", 2)[0])));
		return Stream.of(PlatformSettings.wrong(environment), beyond, wrong.values())
			.flatMap(Collection::stream)
			.map((each) -> SettingPlace.found(environment, each))
			.toList();
	}

	/**
	 * Adds the place of the setting that a sentence names.
	 * @param environment with all sources of settings
	 * @param told what is wrong
	 * @return as it was if the setting stands in no file of the user
	 */
	public static Unknown placed(ConfigurableEnvironment environment, Unknown told) {
		return SettingPlace.found(environment, told);
	}

	/**
	 * Looks at the bounds alone: what cannot be read stops the start by itself.
	 * @param environment with all sources of settings
	 * @return empty if nothing is wrong
	 */
	static List<Unknown> beyond(ConfigurableEnvironment environment) {
		JsonNode metadata = OwnMetadata.read();
		return SettingBounds.wrong(environment, sections(metadata), single(metadata));
	}

	/** What is read twice is told once. */
	private static void tried(Runnable read, Map<String, Unknown> wrong) {
		try {
			read.run();
		}
		catch (BindException ex) {
			Unknown told = told(ex);
			wrong.putIfAbsent(told.what(), told);
		}
	}

	/** With their names; two may share one. */
	static Map<Class<?>, String> sections(JsonNode metadata) {
		Map<Class<?>, String> sections = new LinkedHashMap<>();
		for (JsonNode group : metadata.path("groups")) {
			String type = group.path("type").asText();
			if (type.startsWith(HOUSE) && type.equals(group.path("sourceType").asText())) {
				sections.put(ClassUtils.resolveClassName(type, SettingValues.class.getClassLoader()),
						group.path("name").asText());
			}
		}
		return sections;
	}

	/**
	 * Tells of a section that could not be read.
	 * @param failure with the setting, and why
	 * @return the place and what to do; what stands there is left out where it may be
	 * secret
	 */
	public static Unknown told(BindException failure) {
		ConfigurationProperty property = failure.getProperty();
		String name = (property != null) ? property.getName().toString() : failure.getName().toString();
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof ConversionFailedException conversion) {
				return told(property, name, conversion.getTargetType().getType(),
						String.valueOf(conversion.getValue()));
			}
			if (cause instanceof UnboundConfigurationPropertiesException unbound) {
				ConfigurationProperty first = unbound.getUnboundProperties().iterator().next();
				return at(first, name, "there is no setting %s".formatted(first.getName()), HELP);
			}
			if (cause instanceof ConverterNotFoundException) {
				return at(property, name, "%s is a section and cannot be a single value".formatted(name),
						"Write its settings below it. " + HELP);
			}
			if (cause instanceof IllegalArgumentException || cause.getCause() == null) {
				String message = String.valueOf(cause.getMessage());
				return at(property, name, message.contains(name) ? message : "%s: %s".formatted(name, message),
						"Fix the setting. " + HELP);
			}
		}
		throw new IllegalStateException(failure);
	}

	/** Settings of no section, by what they are where nobody sets them. */
	private static Map<String, Class<?>> single(JsonNode metadata) {
		Set<String> known = new HashSet<>();
		metadata.path("properties").forEach((each) -> known.add(each.path("name").asText()));
		Map<String, Class<?>> single = new LinkedHashMap<>();
		KnownSettings.values().forEach((name, value) -> {
			String text = String.valueOf(value);
			if (known.contains(name)) {
				return;
			}
			if (value instanceof Boolean) {
				single.put(name, Boolean.class);
			}
			else if (DURATION.matcher(text).matches()) {
				single.put(name, Duration.class);
			}
			else if (SIZE.matcher(text).matches()) {
				single.put(name, DataSize.class);
			}
		});
		return single;
	}

	/** Only a single word or number is shown: a whole section may hold secrets. */
	private static Unknown told(@Nullable ConfigurationProperty property, String name, Class<?> type, String value) {
		String mend = mend(type, value);
		boolean isShown = !mend.equals(HELP) && !Secrets.isSecret(name);
		return at(property, name,
				isShown ? "%s cannot be '%s'".formatted(name, value) : "%s cannot have this value".formatted(name),
				mend);
	}

	private static Unknown at(@Nullable ConfigurationProperty property, String name, String what, String mend) {
		String plain = what.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
		Origin origin = (property != null) ? property.getOrigin() : null;
		if (origin instanceof PropertySourceOrigin source) {
			origin = source.getOrigin();
		}
		if (origin instanceof TextResourceOrigin text && text.getLocation() != null
				&& !SettingsCheck.isInJar(text.getResource())) {
			return new Unknown(String.valueOf(text.getResource().getFilename()), text.getLocation().getLine() + 1,
					text.getLocation().getColumn() + 1, plain, mend);
		}
		return new Unknown(SettingPlace.outside(property), 0, 0, plain, mend);
	}

	/** With the place where the setting stands. */
	static Unknown at(ConfigurableEnvironment environment, String name, String what, String mend) {
		ConfigurationPropertyName each = ConfigurationPropertyName.adapt(name, '.');
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(each);
			if (property != null) {
				return at(property, name, what, mend);
			}
		}
		return at((ConfigurationProperty) null, name, what, mend);
	}

	private static String mend(Class<?> type, String value) {
		if (type.isEnum()) {
			return Nearest.to(value, Arrays.stream(type.getEnumConstants()).map(SettingValues::word).toList());
		}
		if (type == Duration.class) {
			return "It is a time such as 60s, 10m or 7d.";
		}
		if (type == DataSize.class) {
			return "It is a size such as 64KB.";
		}
		if (type == ZoneId.class) {
			return "It is a time zone such as Europe/London.";
		}
		if (type == boolean.class || type == Boolean.class) {
			return "It is true or false.";
		}
		return (ClassUtils.isPrimitiveOrWrapper(type)) ? "It is a number." : HELP;
	}

	private static String word(Object constant) {
		return EnumWord.of((Enum<?>) constant);
	}

}

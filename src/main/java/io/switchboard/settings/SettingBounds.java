package io.switchboard.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.switchboard.declared.Within;
import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.text.WrittenTime;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.unit.DataSize;

/**
 * Finds numbers, times and sizes that can be read and make no sense, such as
 * {@code delivery.timeout: 30}, which is 30 milliseconds.
 */
final class SettingBounds {

	private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, double.class);

	/** Of settings that no class has. */
	private static final Map<Class<?>, List<String>> USUAL = Map.of(Duration.class, List.of("0s", "31d"),
			DataSize.class, List.of("1KB", "2GB"));

	private final ConfigurableEnvironment environment;

	private final Binder binder;

	private final List<Unknown> wrong = new ArrayList<>();

	private SettingBounds(ConfigurableEnvironment environment) {
		this.environment = environment;
		this.binder = Binder.get(environment);
	}

	/**
	 * Looks at all of them.
	 * @param environment with all sources of settings
	 * @param sections those that are read as a whole, by their names
	 * @param single those that are read one by one, by their names
	 * @return empty if nothing is wrong
	 */
	static List<Unknown> wrong(ConfigurableEnvironment environment, Map<Class<?>, String> sections,
			Map<String, Class<?>> single) {
		SettingBounds bounds = new SettingBounds(environment);
		Map<String, Bound> known = of(sections);
		known.forEach(bounds::look);
		single.forEach((name, type) -> {
			List<String> usual = USUAL.get(type);
			boolean isInMap = known.keySet().stream().anyMatch((each) -> name.startsWith(each + "."));
			if (usual != null && !isInMap) {
				bounds.look(name, new Bound(type, type, usual.get(0), usual.get(1), false));
			}
		});
		return bounds.wrong;
	}

	/** By the names of the settings. */
	static Map<String, Bound> of(Map<Class<?>, String> sections) {
		Map<String, Bound> bounds = new LinkedHashMap<>();
		sections.forEach((type, section) -> of(section, type, bounds));
		return bounds;
	}

	private static void of(String section, Class<?> type, Map<String, Bound> bounds) {
		if (!type.isRecord()) {
			return;
		}
		for (RecordComponent component : type.getRecordComponents()) {
			String name = section + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			Class<?> measured = measured(component);
			Within within = component.getAnnotation(Within.class);
			if (within != null) {
				bounds.put(name, new Bound(component.getType(), measured, within.least(), within.most(),
						hasUnit(type, component)));
			}
			else if (NUMBERS.contains(measured) || USUAL.containsKey(measured)) {
				throw new IllegalStateException("no bounds of " + name);
			}
			else {
				of(name, component.getType(), bounds);
			}
		}
	}

	/** The annotation is one for fields. */
	private static boolean hasUnit(Class<?> type, RecordComponent component) {
		try {
			return type.getDeclaredField(component.getName()).isAnnotationPresent(DurationUnit.class);
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Of a list or a map, what is in it. */
	private static Class<?> measured(RecordComponent component) {
		if (component.getGenericType() instanceof ParameterizedType several) {
			Type[] types = several.getActualTypeArguments();
			if (types[types.length - 1] instanceof Class<?> each) {
				return each;
			}
		}
		return component.getType();
	}

	private void look(String name, Bound bound) {
		try {
			if (Map.class.isAssignableFrom(bound.type())) {
				this.binder.bind(name, Bindable.mapOf(String.class, String.class))
					.ifBound((all) -> all.forEach((key, value) -> look(name + "." + key, value, bound)));
			}
			else if (List.class.isAssignableFrom(bound.type())) {
				this.binder.bind(name, Bindable.listOf(String.class))
					.ifBound((all) -> all.forEach((value) -> look(name, value, bound)));
			}
			else {
				this.binder.bind(name, String.class).ifBound((value) -> look(name, value, bound));
			}
		}
		catch (BindException | PlaceholderResolutionException ex) {
			// told by itself
		}
	}

	private void look(String name, String value, Bound bound) {
		String mend = value.isBlank() ? null : bound.mend(value.strip());
		if (mend != null) {
			this.wrong.add(SettingValues.at(this.environment, name, "%s cannot be '%s'".formatted(name, value), mend));
		}
	}

	/**
	 * The bounds of one setting.
	 *
	 * @param type that of the setting
	 * @param measured of a list or a map, the type of what is in it
	 * @param least as a user would write it
	 * @param most as a user would write it
	 * @param hasUnit whether a number alone has a meaning
	 */
	record Bound(Class<?> type, Class<?> measured, String least, String most, boolean hasUnit) {

		/** Null if the value is good, or if it cannot be read. */
		@Nullable String mend(String value) {
			boolean isTime = this.measured == Duration.class;
			if (isTime && !this.hasUnit && WrittenTime.isBare(value)) {
				return WrittenTime.unit(value);
			}
			try {
				if (isTime ? isWithin(time(value), WrittenTime.parse(this.least), WrittenTime.parse(this.most))
						: (this.measured == DataSize.class)
								? isWithin(DataSize.parse(value), DataSize.parse(this.least), DataSize.parse(this.most))
								: isWithin(new BigDecimal(value), new BigDecimal(this.least),
										new BigDecimal(this.most))) {
					return null;
				}
			}
			catch (IllegalArgumentException | ArithmeticException ex) {
				// what it cannot be is told with all that cannot be read
				return null;
			}
			String what = isTime ? "time" : (this.measured == DataSize.class) ? "size" : "number";
			return "It is a %s from %s to %s.".formatted(what, this.least, this.most);
		}

		private Duration time(String value) {
			return (this.hasUnit && WrittenTime.isBare(value)) ? Duration.ofDays(Long.parseLong(value))
					: DurationStyle.detectAndParse(value);
		}

		private static <T extends Comparable<T>> boolean isWithin(T value, T least, T most) {
			return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
		}

	}

}

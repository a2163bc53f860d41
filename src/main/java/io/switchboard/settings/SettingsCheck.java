package io.switchboard.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.switchboard.text.Nearest;
import io.switchboard.settings.SettingShape.Told;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

/** Checks whether each setting exists, because a misspelt one would have no effect. */
public class SettingsCheck {

	private static final int TYPING_ERROR = 2;

	private final KnownSettings known = KnownSettings.all();

	private final SettingShape shape = new SettingShape(KnownSettings.values(), this.known.names());

	private final Predicate<String> isUsed;

	/**
	 * Makes one.
	 * @param isUsed whether a route or a kamelet names a setting
	 */
	public SettingsCheck(Predicate<String> isUsed) {
		this.isUsed = isUsed;
	}

	/**
	 * A setting that does not exist.
	 *
	 * @param file where it stands, such as {@code application.yaml}
	 * @param line from 1; 0 where it stands in no file
	 * @param column from 1; 0 where it stands in no file
	 * @param what what is wrong, without a dot
	 * @param mend what to do: one sentence
	 */
	public record Unknown(String file, int line, int column, String what, String mend) {

		@Override
		public String toString() {
			String place = (this.line > 0) ? ":%d:%d".formatted(this.line, this.column) : "";
			return "%s%s: %s. %s".formatted(this.file, place, this.what, this.mend);
		}

	}

	/**
	 * Looks at all of them.
	 * @param environment with all sources of settings
	 * @return in the order of the sources; empty if all exist
	 */
	public List<Unknown> check(ConfigurableEnvironment environment) {
		List<Unknown> unknown = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
				variables(environment.getSystemEnvironment(), unknown);
			}
			else if (source instanceof EnumerablePropertySource<?> enumerable
					&& !source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
				for (String name : enumerable.getPropertyNames()) {
					setting(source, name, unknown);
				}
			}
		}
		return unknown;
	}

	/**
	 * Looks at one that stands in no source.
	 * @param name with dots
	 * @param value as text
	 * @return null if it exists
	 */
	public @Nullable Unknown check(String name, String value) {
		List<Unknown> unknown = new ArrayList<>();
		setting(new MapPropertySource("one", Map.of(name, value)), name, unknown);
		return unknown.isEmpty() ? null : unknown.get(0);
	}

	private void setting(PropertySource<?> source, String name, List<Unknown> unknown) {
		Origin origin = OriginLookup.getOrigin(source, name);
		if (origin instanceof TextResourceOrigin text && isInJar(text.getResource())) {
			return;
		}
		Told shape = this.shape.told(name, String.valueOf(source.getProperty(name)));
		String mend = (shape != null) ? shape.mend() : mend(name);
		if (mend == null) {
			return;
		}
		String what = (shape != null) ? shape.what() : "there is no setting " + name;
		// each entry of a list tells the same
		if (shape != null && unknown.stream().anyMatch((each) -> each.what().equals(shape.what()))) {
			return;
		}
		if (origin instanceof TextResourceOrigin text && text.getResource() != null && text.getLocation() != null) {
			unknown.add(new Unknown(String.valueOf(text.getResource().getFilename()), text.getLocation().getLine() + 1,
					text.getLocation().getColumn() + 1, what, mend));
		}
		else {
			unknown.add(new Unknown("command line", 0, 0, what, mend));
		}
	}

	/** Null where nothing is wrong. */
	private @Nullable String mend(String name) {
		String plain = name.replaceAll("\\[\\d+]", "");
		if (this.known.isKnown(plain)) {
			return null;
		}
		String section = KnownSettings.section(plain);
		if (!this.known.isOpen(plain)) {
			return Nearest.of(plain, this.known.names(section))
				.or(() -> Nearest.of(plain, this.known.names()))
				.map((near) -> "Did you mean %s?".formatted(near))
				.orElseGet(() -> "There are " + String.join(", ", new TreeSet<>(this.known.names(section))) + ".");
		}
		// a section of the user's own, for a route; or a typing error
		Collection<String> like = this.known.sections().contains(section) ? this.known.names(section)
				: sameSetting(plain);
		String near = like.stream()
			.filter((each) -> Nearest.distance(plain, each) <= TYPING_ERROR)
			.findFirst()
			.orElse(null);
		return (near == null || this.isUsed.test(plain)) ? null : "Did you mean %s?".formatted(near);
	}

	/** Of another section, the same setting: {@code delivry.max-attempts}. */
	private Set<String> sameSetting(String name) {
		String rest = name.substring(KnownSettings.section(name).length());
		return rest.isEmpty() ? Set.of()
				: this.known.names().stream().filter((each) -> each.endsWith(rest)).collect(Collectors.toSet());
	}

	/**
	 * Settings of other programs are ignored, unless they differ from ours by one letter.
	 */
	private void variables(Map<String, Object> environment, List<Unknown> unknown) {
		Map<String, String> variables = this.known.names()
			.stream()
			.collect(Collectors.toMap((name) -> SettingLookup.variable(name.replace('-', '.')), (name) -> name,
					(one, other) -> one));
		for (String name : environment.keySet()) {
			if (!name.matches("[A-Z]+_[A-Z0-9_]{3,}")
					|| this.known.isKnown(name.toLowerCase(Locale.ROOT).replace('_', '.'))
					|| variables.keySet()
						.stream()
						.anyMatch((each) -> each.replace("_", "").equals(name.replace("_", "")))) {
				continue;
			}
			String begin = name.substring(0, name.indexOf('_') + 1);
			variables.keySet()
				.stream()
				.filter((each) -> each.startsWith(begin) && Nearest.distance(name, each) == 1)
				.findFirst()
				.map(variables::get)
				.ifPresent((near) -> unknown.add(new Unknown("environment", 0, 0, "there is no setting " + name,
						"Did you mean %s (%s)?".formatted(SettingLookup.variable(near), near))));
		}
	}

	/** However Spring Boot has wrapped it. */
	static boolean isInJar(@Nullable Resource file) {
		return file == null || file.getDescription().startsWith("class path resource");
	}

}

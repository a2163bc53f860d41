package io.switchboard.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.switchboard.settings.NamedSection;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The hooks of the settings, {@code hooks.<name>.*}: doors for systems of one's own. */
@Component
public class Hooks {

	private static final String SECTION = "hooks";

	private static final String KNOWN = "a hook has key and id, such as hooks.crm.key";

	/** As text, because a name that YAML reads as a number is a name too. */
	private final Map<String, Hook> hooks = new LinkedHashMap<>();

	/**
	 * The settings of a hook.
	 *
	 * @param key its keys, separated by commas
	 * @param id the field of a body that tells one request from another
	 */
	record Settings(@Nullable String key, @Nullable String id) {

		@Override
		public String toString() {
			return "Settings[id=" + this.id + "]";
		}

	}

	/**
	 * A hook.
	 *
	 * @param name what its events are named after
	 * @param keys what opens it
	 * @param id the field of a body that tells one request from another
	 */
	record Hook(String name, DoorKeys keys, String id) {
	}

	/**
	 * Reads the hooks.
	 * @throws IllegalStateException if a setting cannot be used, with a sentence that
	 * names the setting
	 */
	Hooks(Environment environment) {
		NamedSection.read(environment, SECTION, Settings.class, KNOWN).forEach((name, settings) -> {
			String setting = SECTION + "." + name + ".key";
			if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
				throw new IllegalStateException(
						"hooks.%s: a hook's name is part of a URL; use lower case letters, digits and -"
							.formatted(name));
			}
			List<String> keys = Stream.of(((settings.key() != null) ? settings.key() : "").split(","))
				.map(String::strip)
				.filter((key) -> !key.isEmpty())
				.toList();
			// a hook without a key is off
			if (!keys.isEmpty()) {
				this.hooks.put(name, new Hook(name, new DoorKeys(setting, keys),
						(settings.id() != null && !settings.id().isBlank()) ? settings.id() : "id"));
			}
		});
	}

	/**
	 * Checks the settings of hooks.
	 * @param environment with all sources of settings
	 * @return a sentence that names the setting, or null where nothing is wrong
	 */
	public static @Nullable String wrong(Environment environment) {
		try {
			new Hooks(environment);
			return null;
		}
		catch (IllegalStateException ex) {
			return ex.getMessage();
		}
	}

	boolean isEmpty() {
		return this.hooks.isEmpty();
	}

	/** Null where there is none. */
	@Nullable Hook get(String name) {
		return this.hooks.get(name);
	}

	/** The keys of each, by its name. */
	Map<String, DoorKeys> all() {
		Map<String, DoorKeys> all = new LinkedHashMap<>();
		this.hooks.forEach((name, hook) -> all.put(name, hook.keys()));
		return all;
	}

}

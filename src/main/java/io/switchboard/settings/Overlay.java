package io.switchboard.settings;

import java.util.HashMap;
import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** Settings that differ a little, for a trial. */
public final class Overlay {

	private Overlay() {
	}

	/**
	 * Lays settings over others, which stay as they are.
	 * @param environment with all sources of settings
	 * @param settings those that differ
	 * @return the environment itself where none does
	 */
	public static ConfigurableEnvironment of(ConfigurableEnvironment environment, Map<String, String> settings) {
		if (settings.isEmpty()) {
			return environment;
		}
		StandardEnvironment overlaid = new StandardEnvironment();
		MutablePropertySources sources = overlaid.getPropertySources();
		sources.stream().toList().forEach((each) -> sources.remove(each.getName()));
		environment.getPropertySources().forEach(sources::addLast);
		sources.addFirst(new MapPropertySource("overlay", new HashMap<>(settings)));
		return overlaid;
	}

}

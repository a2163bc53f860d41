package io.switchboard.routes;

import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/**
 * The folder from which changes are read. If {@code routes.dir} is a link, it is the
 * present target of the link, because a deployment may point it at another folder.
 */
@Component
public class RoutesSource {

	/**
	 * The name of the property source that has the folder to which the link led at the
	 * start.
	 */
	public static final String FOLLOWED = "routes folder";

	private final Path folder;

	RoutesSource(ConfigurableEnvironment environment, RoutesSettings settings) {
		this.folder = environment.getPropertySources()
			.stream()
			.filter((source) -> !source.getName().equals(FOLLOWED))
			// it says what all the others say, the followed one first
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.map(RoutesSource::dir)
			.filter(Objects::nonNull)
			.findFirst()
			.map((dir) -> Path.of(environment.resolvePlaceholders(dir)))
			.orElse(settings.dir());
	}

	private static @Nullable String dir(PropertySource<?> source) {
		Object dir = source.getProperty("routes.dir");
		return (dir != null) ? dir.toString() : null;
	}

	/**
	 * The folder, by the link if there is one.
	 * @return never null
	 */
	public Path folder() {
		return this.folder;
	}

}

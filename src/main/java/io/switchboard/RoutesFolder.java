package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import io.switchboard.routes.RoutesSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Follows {@code routes.dir} where it is a link, as a mounted folder often is. Camel's
 * search for routes follows no links. A deployment may point the link at another folder;
 * the next reload reads that one.
 */
class RoutesFolder implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String dir = environment.getProperty("routes.dir");
		if (dir == null || !Files.isSymbolicLink(Path.of(dir))) {
			return;
		}
		try {
			environment.getPropertySources()
				.addFirst(new MapPropertySource(RoutesSource.FOLLOWED,
						Map.of("routes.dir", Path.of(dir).toRealPath().toString())));
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"routes.dir: %s is a link to %s, which is not there".formatted(dir, target(Path.of(dir))), ex);
		}
	}

	private static Path target(Path link) {
		try {
			return Files.readSymbolicLink(link);
		}
		catch (IOException ex) {
			return link;
		}
	}

}

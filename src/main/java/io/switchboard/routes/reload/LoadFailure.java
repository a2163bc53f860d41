package io.switchboard.routes.reload;

import java.nio.file.Path;

import io.switchboard.routes.RoutesText;
import io.switchboard.text.Causes;
import org.apache.camel.FailedToCreateRouteException;
import org.jspecify.annotations.Nullable;

/**
 * Why routes that passed the check cannot run. Camel's own message repeats the whole
 * route, so only the reason behind it is told.
 */
final class LoadFailure {

	private LoadFailure() {
	}

	static String told(Throwable failure, RoutesText text, Path folder) {
		Throwable root = Causes.root(failure);
		@Nullable String route = null;
		for (Throwable cause : Causes.of(failure)) {
			route = (cause instanceof FailedToCreateRouteException failed) ? failed.getRouteId() : route;
		}
		String told = (root.getMessage() != null) ? root.getMessage() : root.toString();
		return (route != null) ? "%s: route %s cannot run: %s".formatted(file(route, text, folder), route, told) : told;
	}

	/** A file is named as its route. */
	private static Path file(String route, RoutesText text, Path folder) {
		String name = route + ".camel.yaml";
		return text.files().containsKey(name) ? folder.resolve(name) : folder;
	}

}

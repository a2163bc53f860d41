package io.switchboard.routes;

import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.VetoCamelContextStartException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Turns what stops the start in {@code routes/} into a few lines: which file or route,
 * why, and what to do.
 */
class RouteFailureAnalyzer implements FailureAnalyzer {

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String description = describe(cause);
			if (description != null) {
				return new FailureAnalysis(description,
						"Mend the file named above and start again. No event is lost meanwhile: senders are refused, and what was accepted waits in the store.",
						cause);
			}
		}
		return null;
	}

	private static @Nullable String describe(Throwable cause) {
		if (cause instanceof VetoCamelContextStartException) {
			return cause.getMessage();
		}
		if (cause instanceof FailedToCreateRouteException failed) {
			return "Route %s (%s) cannot be made:\n%s".formatted(failed.getRouteId(), failed.getLocation(),
					root(cause));
		}
		if (cause instanceof FailedToStartRouteException failed) {
			return "Route %s (%s) cannot be started:\n%s".formatted(failed.getRouteId(), failed.getLocation(),
					root(cause));
		}
		return cause.getClass().getName().startsWith("org.apache.camel.dsl.yaml")
				|| cause.getClass().getName().startsWith("org.snakeyaml.engine") ? root(cause) : null;
	}

	private static String root(Throwable cause) {
		Throwable root = cause;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

}

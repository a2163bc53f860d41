package io.switchboard.routes;

import io.switchboard.routes.values.RepeatedKeyException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.component.kamelet.FailedToCreateKameletException;
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
			if (cause instanceof FailedToCreateKameletException kamelet) {
				return analysis("Kamelet %s (kamelets/%s.kamelet.yaml) cannot be used:%n%s"
					.formatted(kamelet.getTemplateId(), kamelet.getTemplateId(), messages(root(kamelet))), kamelet);
			}
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String description = describe(cause);
			if (description != null) {
				return analysis(description, cause);
			}
		}
		return null;
	}

	private static FailureAnalysis analysis(String description, Throwable cause) {
		return new FailureAnalysis(description,
				"Mend the file named above and start again. No event is lost meanwhile: senders are refused, and what was accepted waits in the store.",
				cause);
	}

	private static Throwable root(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

	private static @Nullable String describe(Throwable cause) {
		if (cause instanceof VetoCamelContextStartException || cause instanceof RepeatedKeyException) {
			return messages(cause);
		}
		if (cause instanceof FailedToCreateRouteException failed) {
			return notWorking(failed.getRouteId(), failed);
		}
		if (cause instanceof FailedToStartRouteException failed) {
			return notWorking(failed.getRouteId(), failed);
		}
		String type = cause.getClass().getName();
		return (type.startsWith("org.apache.camel.dsl.yaml") || type.startsWith("org.snakeyaml.engine"))
				? messages(cause) : null;
	}

	/**
	 * Camel's own message repeats the whole route: the reason behind it is what counts.
	 */
	private static String notWorking(@Nullable String route, Throwable failure) {
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		String name = (route != null) ? "Route %s (%s.camel.yaml, if it is not in Java)".formatted(route, route)
				: "A route";
		return "%s cannot be started:%n%s".formatted(name, messages(cause));
	}

	/** Every message of the chain that says something new. */
	private static String messages(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage()).strip();
			if (text.indexOf(message) < 0) {
				text.append(message).append('\n');
			}
		}
		return text.toString().strip();
	}

}

package io.switchboard.routes.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.routes.check.finding.UnusableFolderException;
import io.switchboard.routes.values.RepeatedKeyException;
import io.switchboard.text.Causes;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.component.kamelet.FailedToCreateKameletException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Explains a failure in {@code routes/} that stops the start, in a few lines: the file or
 * route, the reason, and what to do.
 */
class RouteFailureAnalyzer implements FailureAnalyzer {

	private static final Pattern SAME_ID = Pattern.compile("Duplicate route ids detected: ([\\w-]+)");

	private static final Pattern LIB = Pattern.compile("/(lib/[^/!]+\\.jar)(?:!/)?$");

	private final Path folder;

	private final KameletUses uses;

	RouteFailureAnalyzer(Environment environment) {
		this.folder = Path.of(environment.getProperty("routes.dir", "routes"));
		this.uses = new KameletUses(this.folder, environment);
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof FailedToCreateKameletException kamelet) {
				String name = kamelet.getTemplateId();
				return analysis("Kamelet %s (kamelets/%s.kamelet.yaml) cannot be used:%n%s%s".formatted(name, name,
						messages(Causes.root(kamelet)), this.uses.told(name)), kamelet);
			}
		}
		for (Throwable cause : Causes.of(failure)) {
			String description = describe(cause);
			if (description != null) {
				return analysis(description, cause);
			}
		}
		return null;
	}

	private static FailureAnalysis analysis(String description, Throwable cause) {
		return new FailureAnalysis(description,
				"Fix the file named above and start again. No event is lost meanwhile: senders are refused, and what was accepted waits in the store.",
				cause);
	}

	private @Nullable String describe(Throwable cause) {
		if (cause instanceof UnusableFolderException || cause instanceof RepeatedKeyException) {
			return messages(cause);
		}
		if (cause instanceof BeanInstantiationException failed) {
			return ofLib(failed);
		}
		if (cause instanceof FailedToCreateRouteException failed) {
			return notWorking(failed.getRouteId(), failed);
		}
		if (cause instanceof FailedToStartRouteException failed) {
			return notWorking(failed.getRouteId(), failed);
		}
		if (cause instanceof UncheckedIOException && String.valueOf(cause.getMessage()).endsWith("cannot be read")) {
			return messages(cause);
		}
		String type = cause.getClass().getName();
		return (type.startsWith("org.apache.camel.dsl.yaml") || type.startsWith("org.snakeyaml.engine"))
				? messages(cause) : null;
	}

	/** Null for a class of Switchboard itself, or of a library of its own. */
	private static @Nullable String ofLib(BeanInstantiationException failed) {
		CodeSource source = failed.getBeanClass().getProtectionDomain().getCodeSource();
		Matcher jar = LIB.matcher((source != null) ? String.valueOf(source.getLocation()) : "");
		return jar.find() ? "%s: its bean %s cannot be made:%n%s".formatted(jar.group(1),
				failed.getBeanClass().getName(), messages(Causes.root(failed))) : null;
	}

	/**
	 * Camel's own message repeats the whole route, so only the reason behind it is shown.
	 */
	private String notWorking(@Nullable String route, Throwable failure) {
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		Matcher sameId = SAME_ID.matcher(messages(failure));
		if (sameId.find()) {
			return "Two routes have the id %s: %s; name each as its file".formatted(sameId.group(1),
					String.join(" and ", places(sameId.group(1))));
		}
		String name = (route != null) ? "Route %s (%s.camel.yaml, if it is not in Java)".formatted(route, route)
				: "A route";
		return "%s cannot be started:%n%s".formatted(name, messages(cause));
	}

	/** The files, and the lines in them, that have a route of this id. */
	private List<String> places(String id) {
		List<String> places = new ArrayList<>();
		try (Stream<Path> files = Files.list(this.folder)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".camel.yaml")).sorted().toList()) {
				List<String> lines = Files.readAllLines(file);
				for (int i = 0; i < lines.size(); i++) {
					if (lines.get(i).matches("( {2,4})id: *[\"']?" + Pattern.quote(id) + "[\"']?\\s*(#.*)?")) {
						places.add("%s, line %d".formatted(file, i + 1));
					}
				}
			}
		}
		catch (IOException ex) {
			return List.of(this.folder.toString());
		}
		return (places.size() > 1) ? places : List.of(this.folder + " and the routes in Java");
	}

	/** All messages of the chain, without repetitions. */
	private static String messages(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable cause : Causes.of(failure)) {
			String message = String.valueOf(cause.getMessage()).strip();
			if (text.indexOf(message) < 0) {
				text.append(message).append('\n');
			}
		}
		return text.toString().strip();
	}

}

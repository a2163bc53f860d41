package io.switchboard.routes.check.spare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.routes.check.file.JavaText;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.spare.Bounded.EndlessException;
import io.switchboard.routes.compiled.UncompilableException;
import io.switchboard.routes.values.SpareCamel;
import io.switchboard.routes.values.Values;
import io.switchboard.text.Causes;
import org.apache.camel.dsl.yaml.common.exception.YamlDeserializationException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * A Camel context in which routes are loaded only to be checked. Nothing starts in it,
 * and nothing leaves it.
 */
public final class SpareContext implements AutoCloseable {

	/** A reload waits for it. */
	private static final Bounded LOADING = new Bounded(Duration.ofSeconds(30));

	private static final Pattern CHANNEL = Pattern.compile("from\\(\\s*\"durable:([\\w-]+)");

	private final DefaultCamelContext camel;

	/**
	 * Makes one without routes.
	 * @param kamelets where Camel looks for kamelets, as a URL
	 * @param surroundings the settings and beans that routes may name
	 */
	public SpareContext(String kamelets, Surroundings surroundings) {
		this.camel = new SpareCamel(surroundings.beans());
		if (surroundings.beans() == null) {
			// an expression that names a bean can be parsed only if the bean has the
			// method
			JarBeans.get().askedByRules().forEach(this.camel.getRegistry()::bind);
		}
		// else a step in Java has no line
		this.camel.setSourceLocationEnabled(true);
		Values.install(this.camel, kamelets, surroundings.settings());
	}

	/** The context itself, which is not started. */
	public DefaultCamelContext camel() {
		return this.camel;
	}

	/** Loads a file, or adds a finding. */
	public boolean load(YamlFile file, Findings findings) {
		try {
			PluginHelper.getRoutesLoader(this.camel)
				.loadRoutes(ResourceHelper.fromString("file:" + file.path(), file.text()));
			return true;
		}
		catch (Exception ex) {
			findings.add(place(file, ex), told(ex));
			return false;
		}
	}

	/**
	 * Loads a file in Java, or adds a finding and returns the channels that it would
	 * read.
	 */
	public Set<String> load(Path file, Findings findings) {
		if (JavaText.ends(file, findings)) {
			return channels(file);
		}
		List<RouteDefinition> before = List.copyOf(routes());
		try {
			LOADING.run(String.valueOf(file.getFileName()), text(file), () -> PluginHelper.getRoutesLoader(this.camel)
				.loadRoutes(ResourceHelper.resolveResource(this.camel, "file:" + file)));
			configurations().stream()
				.filter((each) -> each.getResource() == null)
				.forEach((each) -> each.setResource(ResourceHelper.resolveResource(this.camel, "file:" + file)));
			replaced(before, file, findings);
			return Set.of();
		}
		catch (EndlessException ex) {
			findings.add(new Place(file.toString(), ex.line(), 0), Rule.LOADING, String.valueOf(ex.getMessage()),
					"It may only say which routes there are. Look for a loop, and for what it waits for. It is tried again once the file is changed.");
		}
		catch (UncompilableException ex) {
			ex.problems()
				.forEach((each) -> findings.add(new Place(file.toString(), each.line(), each.column()), Rule.LOADING,
						each.what(), each.mend()));
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			Throwable root = Causes.root(ex);
			StackTraceElement at = within(file, root);
			findings.add(new Place(file.toString(), (at != null) ? Math.max(at.getLineNumber(), 0) : 0, 0),
					Rule.LOADING, "its routes cannot be created: " + root,
					"Fix " + ((at != null) ? part(at.getMethodName()) : "configure()") + ".");
		}
		return channels(file);
	}

	/** The innermost line of the file that failed, or null. */
	private static @Nullable StackTraceElement within(Path file, Throwable failure) {
		return Stream.of(failure.getStackTrace())
			.filter((each) -> file.getFileName().toString().equals(each.getFileName()))
			.findFirst()
			.orElse(null);
	}

	private static String part(String method) {
		return switch (method) {
			case "<init>" -> "the constructor or the field in this line";
			case "<clinit>" -> "the static field in this line";
			default -> method + "()";
		};
	}

	/** Camel puts a route in the place of another one with its id, and says nothing. */
	private void replaced(List<RouteDefinition> before, Path file, Findings findings) {
		for (RouteDefinition each : before) {
			if (!routes().contains(each)) {
				findings.add(Place.of(file), Rule.DUPLICATE_ID,
						"a route has the id '%s', which is in %s already".formatted(each.getId(), Place.of(each, each)),
						"Name each route, and its channel, as its file.");
			}
		}
	}

	private static Set<String> channels(Path file) {
		Set<String> channels = new HashSet<>(Set.of(YamlFile.name(file)));
		CHANNEL.matcher(text(file)).results().forEach((each) -> channels.add(each.group(1)));
		return channels;
	}

	/** Empty if it cannot be read, which was reported. */
	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static Told told(Exception ex) {
		Throwable root = Causes.root(ex);
		String message = Wording.unmarked(String.valueOf(root.getMessage()));
		return (root instanceof ClassNotFoundException)
				? new Told(Rule.BEAN, message, "there is no class " + message,
						"Fix the name, or add the jar that has it to lib/.")
				: new Told(Rule.LOADING, "", "Camel cannot load this: " + message, "Fix the file here.");
	}

	/** The place that Camel names, else that of a name in its message. */
	private static Place place(YamlFile file, Exception ex) {
		for (Throwable cause : Causes.of(ex)) {
			if (cause instanceof YamlDeserializationException yaml && yaml.getProblemMark().isPresent()) {
				return new Place(file.path().toString(), yaml.getProblemMark().get().getLine() + 1,
						yaml.getProblemMark().get().getColumn() + 1);
			}
		}
		List<String> lines = file.text().lines().toList();
		for (String word : String.valueOf(Causes.root(ex).getMessage()).split("[^\\w.]+")) {
			for (int i = 0; word.contains(".") && i < lines.size(); i++) {
				int at = lines.get(i).indexOf(word);
				if (at >= 0) {
					return new Place(file.path().toString(), i + 1, at + 1);
				}
			}
		}
		return Place.of(file.path());
	}

	/** The routes that are loaded, without kamelets. */
	public List<RouteDefinition> routes() {
		return this.camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
	}

	/** The routes of the files, and those of kamelets. */
	public List<RouteDefinition> written() {
		return Stream.concat(routes().stream(), kamelets().stream())
			.filter((route) -> route.getResource() != null)
			.toList();
	}

	/** What holds for the routes of several files. */
	public List<RouteConfigurationDefinition> configurations() {
		return this.camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteConfigurationDefinitions();
	}

	/** The routes of the kamelets that were loaded. */
	public List<RouteDefinition> kamelets() {
		List<RouteDefinition> routes = new ArrayList<>();
		for (RouteTemplateDefinition template : this.camel.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.getRouteTemplateDefinitions()) {
			RouteDefinition route = template.getRoute();
			route.setResource(template.getResource());
			routes.add(route);
		}
		return routes;
	}

	@Override
	public void close() {
		this.camel.stop();
	}

}

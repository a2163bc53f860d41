package io.switchboard.routes.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whether anything but the switchboard sends to {@code durable:}. It would fail at the
 * first event, for only a decision has deliveries to file.
 */
class ChannelCheck {

	private static final String MEND = "only the switchboard may send to %s: name it in a rule of switchboard.camel.yaml, or send to a kamelet: or direct: here";

	/** What is text for people. */
	private static final Set<String> PROSE = Set.of("title", "description", "message", "example", "default");

	private final Destinations destinations;

	ChannelCheck(Destinations destinations) {
		this.destinations = destinations;
	}

	/** What a route does wrong; empty if nothing. */
	List<String> problems(RouteDefinition route) {
		List<String> problems = new ArrayList<>();
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			Stream.concat(this.destinations.of(step).stream(), this.destinations.ofKamelet(step).stream())
				.flatMap((destination) -> Destinations.channels(destination).stream())
				.forEach((channel) -> problems.add("%s: route %s: %s".formatted(Wording.where(route, step),
						route.getId(), MEND.formatted(channel))));
		}
		if (route.getErrorHandlerFactory() instanceof DeadLetterChannelDefinition dead
				&& dead.getDeadLetterUri() != null) {
			Destinations.channels(this.destinations.resolved(dead.getDeadLetterUri()))
				.forEach((channel) -> problems.add("%s: route %s: %s".formatted(Wording.where(route, route),
						route.getId(), MEND.formatted(channel))));
		}
		return problems;
	}

	/** The same of all kamelets, which are read only once a route uses them. */
	List<String> problems(Path kamelets) {
		if (!Files.isDirectory(kamelets)) {
			return List.of();
		}
		List<String> problems = new ArrayList<>();
		try (Stream<Path> files = Files.list(kamelets)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".kamelet.yaml")).sorted().toList()) {
				Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(Files.newBufferedReader(file));
				if (root != null) {
					kamelet(file, "", root, problems);
				}
			}
		}
		catch (YAMLException ex) {
			// whoever uses it tells of it
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return problems;
	}

	private static void kamelet(Path file, String key, Node node, List<String> problems) {
		if (node instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				String name = (tuple.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "";
				kamelet(file, name, tuple.getValueNode(), problems);
			}
		}
		else if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> kamelet(file, key, each, problems));
		}
		else if (node instanceof ScalarNode scalar && !PROSE.contains(key)) {
			Destinations.channels(Objects.requireNonNull(scalar.getValue()))
				.forEach((channel) -> problems.add("%s, line %d: %s".formatted(file,
						scalar.getStartMark().getLine() + 1, MEND.formatted(channel))));
		}
	}

}

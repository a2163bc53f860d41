package io.switchboard.routes.check.decision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whether anything but the switchboard sends to {@code durable:}. It would fail at the
 * first event, because only a decision can file deliveries.
 */
class ChannelCheck {

	private static final String MEND = "Name it in a rule of switchboard.camel.yaml, or send to a kamelet: or direct: here.";

	/** Keys whose values are text for people. */
	private static final Set<String> PROSE = Set.of("title", "description", "message", "example", "default");

	private final Destinations destinations;

	private final Findings findings;

	ChannelCheck(Destinations destinations, Findings findings) {
		this.destinations = destinations;
		this.findings = findings;
	}

	/** Keys with the steps of a route. */
	void check(RouteDefinition route) {
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			Stream.concat(this.destinations.of(step).stream(), this.destinations.ofKamelet(step).stream())
				.flatMap((destination) -> Destinations.channels(destination).stream())
				.forEach((channel) -> tell(Place.of(route, step, channel), Wording.route(route), channel));
		}
		if (route.getErrorHandlerFactory() instanceof DeadLetterChannelDefinition dead
				&& dead.getDeadLetterUri() != null) {
			Destinations.channels(this.destinations.resolved(dead.getDeadLetterUri()))
				.forEach((channel) -> tell(Place.of(route, route, channel), Wording.route(route), channel));
		}
	}

	private void tell(Place place, String route, String channel) {
		this.findings.add(place, Rule.DURABLE, "%sonly the switchboard may send to %s".formatted(route, channel), MEND);
	}

	/** The same for all kamelets, because Camel reads one only when a route uses it. */
	void check(Path kamelets) {
		if (!Files.isDirectory(kamelets)) {
			return;
		}
		for (Path file : YamlFile.in(kamelets, ".kamelet.yaml", new Findings())) {
			// a file that cannot be read has its own finding
			YamlFile read = YamlFile.read(file, new Findings());
			if (read != null) {
				kamelet(file, "", read.root());
			}
		}
	}

	private void kamelet(Path file, String key, Node node) {
		if (node instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				String name = (tuple.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "";
				kamelet(file, name, tuple.getValueNode());
			}
		}
		else if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> kamelet(file, key, each));
		}
		else if (node instanceof ScalarNode scalar && !PROSE.contains(key)) {
			Destinations.channels(Objects.requireNonNull(scalar.getValue()))
				.forEach((channel) -> tell(Place.of(file, scalar), "", channel));
		}
	}

}

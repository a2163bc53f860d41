package io.switchboard.routes.check.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * Whether a route reads from Switchboard. What it reads elsewhere is kept nowhere, and
 * what fails is not tried again. Whoever means it says why in the description of its
 * {@code from}.
 */
final class OutsideCheck {

	private static final Set<String> INSIDE = Set.of("durable", "direct", "platform-http", "rest", "kamelet:source");

	/** Who sends there is told. */
	private static final Set<String> BESIDE = Set.of("seda", "disruptor", "disruptor-vm", "stub", "mock");

	/** What durable: does by {@code schedule}. */
	static final Set<String> CLOCKS = Set.of("timer", "scheduler", "quartz", "cron", "spring-scheduled");

	private static final String MEANT = " If it is meant, say why in the description of %s.";

	private final Path kamelets;

	private final Destinations destinations;

	private final Findings findings;

	OutsideCheck(Path kamelets, Destinations destinations, Findings findings) {
		this.kamelets = kamelets;
		this.destinations = destinations;
		this.findings = findings;
	}

	void check(RouteDefinition route) {
		FromDefinition from = route.getInput();
		String target = Destinations.target(this.destinations.resolved(from.getEndpointUri()));
		String scheme = target.replaceFirst("(?s):.*", "");
		boolean isMeant = (Wording.isInJava(route) ? route.getDescriptionText() : from.getDescriptionText()) != null;
		if (!Wording.isInFile(route) || isMeant || INSIDE.contains(scheme) || INSIDE.contains(target)
				|| BESIDE.contains(scheme) || !target.contains(":") || target.contains("{{")
				|| !isThere(scheme, target)) {
			return;
		}
		boolean clock = CLOCKS.contains(scheme) || target.matches("kamelet:(?:timer|cron)-source");
		String meant = MEANT.formatted(Wording.isInJava(route) ? "the route" : "from");
		this.findings.add(Place.of(route, from, scheme + ":"), Rule.OUTSIDE, clock
				? "this route runs on each node at that time, and what fails is one line in the log"
				: "what this route reads from %s: is no event: each node reads by itself, and what fails is not kept or shown"
					.formatted(scheme),
				(clock ? "Write from: durable:%s with parameters: {schedule: \"0 0 8 * * *\"}, and it is tried again."
					.formatted(route.getId())
						: "Let it be posted to a hook of your own (hooks.<name>.key), and read it from durable:.")
						+ meant);
	}

	/** One that is missing is told elsewhere. */
	private boolean isThere(String scheme, String target) {
		return scheme.equals("kamelet")
				? Files.exists(this.kamelets.resolve(target.substring("kamelet:".length()) + ".kamelet.yaml"))
				: this.destinations.camel().hasComponent(scheme) != null
						|| this.destinations.camel().getCamelContextExtension().getEndpointUriFactory(scheme) != null;
	}

}

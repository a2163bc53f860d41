package io.switchboard.routes.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.switchboard.delivery.decision.RuleAnswer;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.ShapeCheck;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.UnusableFolderException;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.spare.JarBeans;
import io.switchboard.routes.check.spare.SpareContext;
import io.switchboard.routes.check.spare.StandInChannels;
import io.switchboard.text.Causes;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The switchboard of a folder, apart from the running one. It answers where an event
 * would go.
 */
public final class SpareSwitchboard implements AutoCloseable {

	private static final String CHANNEL = "durable:" + RouteNames.SWITCHBOARD;

	private final SpareContext spare;

	private final Route switchboard;

	private SpareSwitchboard(SpareContext spare, Route switchboard) {
		this.spare = spare;
		this.switchboard = switchboard;
	}

	/**
	 * A decision.
	 *
	 * @param routes their names; empty if the switchboard fails
	 * @param rules the answer of each rule, in the order of the file
	 * @param problem why it fails, or null
	 */
	public record Decided(Set<String> routes, List<RuleAnswer> rules, @Nullable String problem) {
	}

	/**
	 * Starts it.
	 * @param folder with the routes
	 * @param environment with all sources of settings
	 * @return to be closed by the caller
	 * @throws UnusableFolderException if there is no switchboard, or it cannot be read
	 */
	public static SpareSwitchboard of(Path folder, ConfigurableEnvironment environment) {
		Findings findings = new Findings();
		SpareContext spare = new SpareContext("file:" + folder.resolve("kamelets"),
				CheckFromSettings.surroundings(environment));
		for (Path path : YamlFile.in(folder, ".camel.yaml", findings)) {
			YamlFile file = path.getFileName().toString().startsWith("switchboard.") ? YamlFile.read(path, findings)
					: null;
			if (file != null && new ShapeCheck(file, findings).routes()) {
				spare.load(file, findings);
			}
		}
		RouteDefinition definition = spare.routes()
			.stream()
			.filter((each) -> Destinations.target(each.getInput().getEndpointUri()).equals(CHANNEL))
			.findFirst()
			.orElse(null);
		if (definition == null && findings.sorted().isEmpty()) {
			findings.add(Place.of(folder.resolve("switchboard.camel.yaml")), Rule.MISSING_ROUTE,
					"there is no switchboard in this file", "A route in it reads from durable:switchboard.");
		}
		if (definition == null || !findings.sorted().isEmpty()) {
			throw new UnusableFolderException(findings.sorted());
		}
		return started(spare, definition, folder, environment);
	}

	private static SpareSwitchboard started(SpareContext spare, RouteDefinition switchboard, Path folder,
			ConfigurableEnvironment environment) {
		var camel = spare.camel();
		try {
			Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
			for (RouteDefinition other : List.copyOf(model.getRouteDefinitions())) {
				if (other != switchboard) {
					model.removeRouteDefinition(other);
				}
			}
			camel.addComponent("durable", new StandInChannels());
			JarBeans.get().offline(environment, folder).forEach(camel.getRegistry()::bind);
			camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
			camel.start();
			return new SpareSwitchboard(spare, camel.getRoutes().get(0));
		}
		catch (Exception ex) {
			Findings findings = new Findings();
			findings.add(Place.of(switchboard, switchboard), Rule.LOADING, "the switchboard cannot be started",
					Wording.sentence(String.valueOf(Causes.root(ex).getMessage())));
			throw new UnusableFolderException(findings.sorted());
		}
	}

	/**
	 * Decides.
	 * @param event fills an exchange with what a route gets of the event
	 * @return never null
	 */
	public Decided decide(Consumer<Exchange> event) {
		List<RuleAnswer> rules = RuleAnswer.of(filled(event), this.switchboard);
		Exchange exchange = filled(event);
		try {
			this.switchboard.getProcessor().process(exchange);
		}
		catch (Exception ex) {
			exchange.setException(ex);
		}
		if (exchange.getException() != null) {
			return new Decided(Set.of(), rules, Causes.root(exchange.getException()).getMessage());
		}
		return new Decided(RouteNames.orUnrouted(new TreeSet<>(StandInChannels.decision(exchange))), rules, null);
	}

	private Exchange filled(Consumer<Exchange> event) {
		Exchange exchange = new DefaultExchange(this.spare.camel());
		event.accept(exchange);
		return exchange;
	}

	@Override
	public void close() {
		this.spare.close();
	}

}

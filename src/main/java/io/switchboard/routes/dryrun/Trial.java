package io.switchboard.routes.dryrun;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.delivery.cluster.Shards;
import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.durable.Gather;
import io.switchboard.delivery.durable.Scheduled;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Event;
import io.switchboard.settings.Secrets;
import io.switchboard.settings.SettingLookup;
import io.switchboard.routes.check.spare.JarBeans;
import io.switchboard.routes.check.spare.StandInChannels;
import io.switchboard.routes.values.SpareCamel;
import io.switchboard.routes.values.Values;
import io.switchboard.voipstudio.EventConverters;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * One state of the folder in a Camel context of its own. Its routes run as usual, but
 * nothing leaves: see {@link Guards}. Several threads may use it.
 */
final class Trial implements AutoCloseable {

	private final DefaultCamelContext camel;

	private final EventExchange exchanges;

	private final RoutesAsked routes;

	private Trial(DefaultCamelContext camel, EventExchange exchanges, RoutesAsked routes) {
		this.camel = camel;
		this.exchanges = exchanges;
		this.routes = routes;
	}

	/**
	 * Starts it.
	 * @param folder with the routes; nobody changes a file in it meanwhile
	 * @param files the names of the files with routes
	 * @param environment with all sources of settings
	 * @return to be closed by the caller
	 * @throws Exception if it cannot be started; a folder without errors can
	 */
	static Trial of(Path folder, List<String> files, ConfigurableEnvironment environment) throws Exception {
		return of(folder, files, environment, false);
	}

	/** The same, for a {@link Watch}. */
	static Trial watched(Path folder, List<String> files, ConfigurableEnvironment environment) throws Exception {
		return of(folder, files, environment, true);
	}

	private static Trial of(Path folder, List<String> files, ConfigurableEnvironment environment, boolean watched)
			throws Exception {
		SettingLookup settings = new SettingLookup(environment);
		EffectReader reader = new EffectReader(new Secrets(settings));
		KnownOnce known = new KnownOnce(settings);
		HarmlessBeans beans = new HarmlessBeans(environment, folder);
		SpareCamel camel = new SpareCamel(beans);
		try {
			camel.setStartupSummaryLevel(StartupSummaryLevel.Off);
			camel.getCamelContextExtension().setName("dry-run");
			Values.install(camel, "file:" + folder.resolve("kamelets"),
					(name) -> name.equals("routes.dir") ? folder.toString() : known.of(name));
			Guards.install(camel, new RecordingComponent(reader::record));
			camel.getCamelContextExtension()
				.getContextPlugin(Model.class)
				.addModelLifecycleStrategy(new UnknownBeans((name) -> beans.lookupByName(name) != null));
			if (watched) {
				camel.setSourceLocationEnabled(true);
				camel.getCamelContextExtension().addInterceptStrategy(new StepTrace());
			}
			camel.addComponent("durable", new StandInChannels());
			camel.addComponent("direct", new DirectWays(new RecordingComponent(reader::voipstudio)));
			camel.getTypeConverterRegistry().addTypeConverters(new EventConverters());
			camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
			List<Resource> resources = new ArrayList<>();
			files.forEach(
					(file) -> resources.add(ResourceHelper.resolveResource(camel, "file:" + folder.resolve(file))));
			PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
			for (RoutesBuilder each : JarBeans.get().routes()) {
				camel.addRoutes(each);
			}
			JarBeans.get().addRoutesOfLib(camel);
			RoutesAsked routes = new RoutesAsked(camel);
			camel.start();
			return new Trial(camel, EventExchange.of(environment), routes);
		}
		catch (Exception ex) {
			camel.close();
			throw ex;
		}
	}

	/** The file of a route; empty where it is written in Java. */
	String file(String route) {
		RouteDefinition found = this.routes.definition(route);
		String location = (found != null && found.getResource() != null) ? found.getResource().getLocation() : null;
		return (location != null && location.startsWith("file:")) ? location.replaceFirst(".*[/\\\\]", "") : "";
	}

	/**
	 * The routes of an event.
	 * @throws Exception the failure of a rule
	 */
	Set<String> decide(Event event) throws Exception {
		Exchange exchange = exchange(event, RouteNames.SWITCHBOARD);
		Route switchboard = this.routes.of(RouteNames.SWITCHBOARD);
		if (switchboard == null) {
			throw new IllegalStateException("there is no switchboard");
		}
		String scheduled = Scheduled.route(event);
		if (scheduled != null && this.routes.of(scheduled) != null) {
			return Set.of(scheduled);
		}
		run(switchboard, exchange);
		return RouteNames.orUnrouted(new TreeSet<>(StandInChannels.decision(exchange)));
	}

	/** The effects of a route on an event, without known answers. */
	List<Effect> effects(Event event, String name) {
		return effects(event, name, GivenAnswers.NONE);
	}

	/**
	 * The effects of a route on an event. A failure is the last of them.
	 * @param answers the known answers; all others are unknown
	 */
	List<Effect> effects(Event event, String name, GivenAnswers answers) {
		return effects(List.of(event), name, answers);
	}

	/** The same for several events that a route gets together. */
	List<Effect> effects(List<Event> events, String name, GivenAnswers answers) {
		Route route = this.routes.of(name);
		if (route == null) {
			return List.of();
		}
		Exchange exchange = exchange(events, name);
		List<Effect> effects = Effects.begin(exchange);
		answers.begin(exchange);
		try {
			run(route, exchange);
		}
		catch (Exception ex) {
			effects.add(Effect.failure(ex));
		}
		return List.copyOf(effects);
	}

	/**
	 * A route, which is made when it is first asked for.
	 * @return null if there is none of that name
	 * @throws IllegalStateException if it cannot be made
	 */
	@Nullable Route route(String name) {
		return this.routes.of(name);
	}

	RouteDefinition definition(Route route) {
		return this.camel.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.getRouteDefinition(route.getRouteId());
	}

	/** Once for all routes of both states. */
	Event read(Event event) {
		return this.exchanges.read(event);
	}

	/** As the route of that name gets it. */
	Exchange exchange(Event event, String route) {
		return exchange(List.of(event), route);
	}

	private Exchange exchange(List<Event> events, String name) {
		Exchange exchange = new DefaultExchange(this.camel);
		List<Delivery> deliveries = events.stream()
			.map((event) -> new Delivery(0, event, name, Shards.of(event), event.order().text(), 0, 0, 0, 0, 0))
			.toList();
		Route route = this.routes.of(name);
		this.routes.running().lock();
		try {
			fill(exchange, deliveries, route);
		}
		finally {
			this.routes.running().unlock();
		}
		return exchange;
	}

	private void fill(Exchange exchange, List<Delivery> deliveries, @Nullable Route route) {
		this.exchanges.fill(exchange, deliveries.get(0));
		Gather gather = (route != null) ? StandInChannels.gather(route.getEndpoint()) : null;
		if (gather != null) {
			this.exchanges.fill(exchange, deliveries, gather.key(exchange));
		}
	}

	void run(Route route, Exchange exchange) throws Exception {
		this.routes.running().lock();
		try {
			route.getProcessor().process(exchange);
		}
		finally {
			this.routes.running().unlock();
		}
		if (exchange.getException() != null) {
			throw exchange.getException();
		}
	}

	@Override
	public void close() {
		this.camel.stop();
	}

}

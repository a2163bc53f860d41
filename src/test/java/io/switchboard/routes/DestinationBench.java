package io.switchboard.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.delivery.cluster.Shards;
import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.failure.Done;
import io.switchboard.failure.RouteFailure;
import io.switchboard.http.AllowedHosts;
import io.switchboard.http.WebhookSignature;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.oauth.AccessTokens;
import io.switchboard.routes.check.spare.StandInChannels;
import io.switchboard.routes.values.SpareCamel;
import io.switchboard.routes.values.Values;
import io.switchboard.settings.SettingLookup;
import io.switchboard.routes.check.spare.JarBeans;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

/**
 * The routes and kamelets of {@code routes/} on a bare Camel, with the real HTTP client
 * and the real settings, without a store. It runs one attempt of one delivery at a time.
 */
public final class DestinationBench implements AutoCloseable {

	private static final Path ROUTES = Path.of("routes").toAbsolutePath();

	/** A VoIPstudio that knows no calls and no contacts. */
	private static final String API = """
			- route:
			    id: voipstudio-api
			    from:
			      uri: direct:voipstudio-api
			      steps:
			        - setBody: {simple: "${null}"}
			""";

	private final DefaultCamelContext camel = new SpareCamel(null);

	private final EventExchange exchanges;

	/** How long an answer may take; no test waits for it. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/**
	 * Starts it.
	 * @param settings those that differ from the product's
	 * @param routes their ids, or whole routes in YAML
	 */
	public DestinationBench(Map<String, String> settings, String... routes) throws Exception {
		this(PATIENCE, settings, Map.of(), routes);
	}

	public DestinationBench(Duration patience, Map<String, String> settings, Map<String, Object> beans,
			String... routes) throws Exception {
		this(patience, settings, beans, ROUTES.resolve("kamelets"), routes);
	}

	/** Starts it with kamelets from another folder. */
	public DestinationBench(Duration patience, Map<String, String> settings, Map<String, Object> beans, Path kamelets,
			String... routes) throws Exception {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", new HashMap<>(settings)));
		environment.getPropertySources()
			.addLast(new YamlPropertySourceLoader().load("defaults", new ClassPathResource("application.yaml")).get(0));
		SettingLookup lookup = new SettingLookup(environment);
		Values.install(this.camel, "file:" + kamelets,
				(name) -> name.equals("routes.dir") ? ROUTES.toString() : lookup.get(name));
		new HttpSetup(DataSize.parse(environment.getRequiredProperty("http.max-answer")),
				new AllowedHosts(environment.getProperty("http.hosts", "")), AccessTokens.of(environment))
			.beforeApplicationStart(this.camel);
		for (String scheme : List.of("http", "https")) {
			this.camel.getComponent(scheme, HttpComponent.class).setResponseTimeout(patience.toMillis());
		}
		Map<String, Object> all = new HashMap<>(JarBeans.get().offline(environment, ROUTES));
		all.put("webhookSignature", new WebhookSignature());
		all.put("voipstudioContact",
				(Processor) (exchange) -> exchange.getMessage().setBody(Map.of("name", "Jane Doe")));
		all.putAll(beans);
		all.forEach(this.camel.getRegistry()::bind);
		this.camel.addComponent("durable", new StandInChannels());
		this.camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
		PluginHelper.getRoutesLoader(this.camel).loadRoutes(ResourceHelper.fromString("file:api.camel.yaml", API));
		for (String route : routes) {
			PluginHelper.getRoutesLoader(this.camel)
				.loadRoutes(route.contains("\n") ? ResourceHelper.fromString("file:routes.camel.yaml", route)
						: ResourceHelper.resolveResource(this.camel, "file:" + ROUTES.resolve(route + ".camel.yaml")));
		}
		this.camel.start();
		this.exchanges = EventExchange.of(environment);
	}

	public static Event sample(String name) throws Exception {
		return EventReader.read(Files.readAllBytes(ROUTES.resolve("samples").resolve(name + ".json")));
	}

	/** Runs one attempt; the exchange has its result or failure. */
	public Exchange run(String route, Event event, Set<String> doneBefore) throws Exception {
		Exchange exchange = new DefaultExchange(this.camel);
		this.exchanges.fill(exchange,
				new Delivery(0, event, route, Shards.of(event), event.order().text(), 0, 0, 0, 0, 0));
		Done.begin(exchange, doneBefore);
		try {
			this.camel.getRoute(route).getProcessor().process(exchange);
		}
		catch (Exception ex) {
			exchange.setException(ex);
		}
		return exchange;
	}

	/** Runs one attempt for several events that a route has gathered. */
	public Exchange run(String route, List<Event> gathered) throws Exception {
		Exchange exchange = new DefaultExchange(this.camel);
		this.exchanges.fill(exchange, gathered.stream()
			.map((event) -> new Delivery(0, event, route, Shards.of(event), event.order().text(), 0, 0, 0, 0, 0))
			.toList(), "");
		Done.begin(exchange, Set.of());
		this.camel.getRoute(route).getProcessor().process(exchange);
		return exchange;
	}

	/** Runs one attempt with the route's own sample; returns null if it succeeds. */
	@Nullable RouteFailure attempt(String route) throws Exception {
		Exchange exchange = run(route, sample(route), Set.of());
		Exception failure = exchange.getException();
		return (failure != null) ? new RouteFailure("step", failure, Done.now(exchange)) : null;
	}

	@Override
	public void close() {
		this.camel.stop();
	}

}

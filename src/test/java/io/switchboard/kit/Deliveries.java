package io.switchboard.kit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.delivery.cluster.Shards;
import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.inbox.EventStatus;
import io.switchboard.routes.check.spare.StandInChannels;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Delivers events to routes as Switchboard does, in the thread of the test: the body is
 * the event's fields, and our own facts are variables.
 */
public final class Deliveries {

	private final CamelContext camel;

	private final EventExchange exchanges;

	Deliveries(CamelContext camel, ConfigurableEnvironment environment) {
		this.camel = camel;
		this.exchanges = EventExchange.of(environment);
	}

	/**
	 * Delivers an event to a route.
	 * @param route the name after {@code from: durable:}
	 * @param event JSON, as VoIPstudio sends it
	 * @return the exchange as the route left it
	 * @throws Exception what the route threw: a delivery would be tried again or die of
	 * it
	 */
	public Exchange deliver(String route, String event) throws Exception {
		Exchange exchange = exchange(route, event);
		route(route).getProcessor().process(exchange);
		if (exchange.getException() != null) {
			throw exchange.getException();
		}
		return exchange;
	}

	/**
	 * Asks the switchboard where an event goes. Nothing is delivered.
	 * @param event JSON, as VoIPstudio sends it
	 * @return the names of routes; {@code unrouted} if no rule wants it
	 * @throws Exception what a rule threw
	 */
	public Set<String> decide(String event) throws Exception {
		return RouteNames.orUnrouted(new TreeSet<>(StandInChannels.decision(deliver(RouteNames.SWITCHBOARD, event))));
	}

	private Exchange exchange(String route, String json) {
		Event event = EventReader.read(json.getBytes(StandardCharsets.UTF_8), Instant.now());
		if (event.status() != EventStatus.ACCEPTED) {
			throw new IllegalArgumentException("it would be in quarantine: " + event.reason());
		}
		Exchange exchange = new DefaultExchange(this.camel);
		this.exchanges.fill(exchange,
				new Delivery(0, event, route, Shards.of(event), event.order().text(), 0, 0, 0, 0, 0));
		return exchange;
	}

	private Route route(String name) {
		return this.camel.getRoutes()
			.stream()
			.filter((each) -> each.getEndpoint()
				.getEndpointBaseUri()
				.replaceFirst("^durable:(?://)?", "durable:")
				.equals("durable:" + name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"no route reads from durable:%s. In Java: name it in @Import; in YAML: routes.dir is %s"
						.formatted(name, this.camel.resolvePropertyPlaceholders("{{routes.dir}}"))));
	}

}

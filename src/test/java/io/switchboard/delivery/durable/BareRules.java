package io.switchboard.delivery.durable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.delivery.cluster.Shards;
import io.switchboard.answers.AnswerKeeping;
import io.switchboard.answers.SentKeeping;
import io.switchboard.delivery.queue.DeliverySettings;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.delivery.queue.Gathering;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Event;
import io.switchboard.routes.values.Values;
import io.switchboard.telemetry.Traces;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.FinalRule;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.mockito.Mockito.mock;

/** A switchboard without a store: an event in, the names of routes out. */
public final class BareRules implements AutoCloseable {

	private static final DeliverySettings DEFAULTS = new DeliverySettings(8, 100, List.of(Duration.ofSeconds(10)), 4,
			Duration.ofMinutes(1), 10, List.of(Duration.ofSeconds(10)), Duration.ofSeconds(5));

	private final DefaultCamelContext camel = new DefaultCamelContext();

	private final Switches switches;

	/** A switchboard with these settings and no route. */
	public BareRules(Map<String, Object> settings) throws Exception {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
		this.switches = new Switches(environment);
		Values.install(this.camel, "file:routes/kamelets", environment::getProperty);
		this.camel.addComponent("durable",
				new DurableComponent(mock(Dispatcher.class), DEFAULTS,
						new EventExchange(new FinalRule(true), AnsweredRule.of(new StandardEnvironment()),
								this.switches),
						mock(AnswerKeeping.class), mock(SentKeeping.class), mock(Gathering.class), Traces.none()));
		this.camel.start();
	}

	/** Replaces the switchboard by this one. */
	public BareRules with(String yaml) throws Exception {
		if (this.camel.getRoute("switchboard") != null) {
			this.camel.getRouteController().stopRoute("switchboard");
			this.camel.removeRoute("switchboard");
		}
		PluginHelper.getRoutesLoader(this.camel)
			.loadRoutes(ResourceHelper.fromString("file:switchboard.camel.yaml", yaml));
		return this;
	}

	public DefaultCamelContext camel() {
		return this.camel;
	}

	public Switches switches() {
		return this.switches;
	}

	/** The routes that the event goes to. */
	public Set<String> decide(Event event) throws Exception {
		DurableConsumer switchboard = (DurableConsumer) this.camel.getRoute("switchboard").getConsumer();
		return switchboard
			.run(new Delivery(0, event, RouteNames.SWITCHBOARD, Shards.of(event), event.order().text(), 0, 0, 0, 0, 0));
	}

	@Override
	public void close() throws IOException {
		this.camel.close();
	}

}

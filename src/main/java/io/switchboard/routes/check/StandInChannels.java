package io.switchboard.routes.check;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** {@code durable:} where nothing is kept: it notes which channels are sent to. */
public final class StandInChannels extends DefaultComponent {

	private static final String DECISION = "SwitchboardDecision";

	@Override
	protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
		parameters.clear();
		return new Channel(uri, name, this);
	}

	/**
	 * The channels that were sent to.
	 * @param exchange what the switchboard was asked with
	 * @return their names
	 */
	@SuppressWarnings("unchecked")
	public static Set<String> decision(Exchange exchange) {
		Set<String> decision = exchange.getProperty(DECISION, Set.class);
		if (decision == null) {
			decision = new LinkedHashSet<>();
			exchange.setProperty(DECISION, decision);
		}
		return decision;
	}

	private static final class Channel extends DefaultEndpoint {

		private final String name;

		private Channel(String uri, String name, StandInChannels component) {
			super(uri, component);
			this.name = name;
		}

		@Override
		public Producer createProducer() {
			return new DefaultProducer(this) {
				@Override
				public void process(Exchange exchange) {
					decision(exchange).add(Channel.this.name);
				}
			};
		}

		@Override
		public Consumer createConsumer(Processor processor) {
			return new DefaultConsumer(this, processor);
		}

	}

}

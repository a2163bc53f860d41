package io.switchboard.routes.check.spare;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.switchboard.delivery.durable.Gather;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/**
 * The component {@code durable:} without a store: it notes the channels to which a route
 * sends.
 */
public final class StandInChannels extends DefaultComponent {

	private static final String DECISION = "SwitchboardDecision";

	@Override
	protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
		Object window = parameters.get("gather");
		Object by = parameters.get("gatherBy");
		parameters.clear();
		Gather gather = (window != null && !window.toString().isBlank())
				? Gather.of(window.toString(), (by != null) ? by.toString() : null, getCamelContext()) : null;
		return new Channel(uri, name, gather, this);
	}

	/**
	 * The noted channels.
	 * @param exchange the exchange of the decision
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

	/**
	 * Whether a route gets events together.
	 * @param endpoint what it reads from
	 * @return how they are gathered; null where each comes by itself
	 */
	public static @Nullable Gather gather(Endpoint endpoint) {
		return (endpoint instanceof Channel channel) ? channel.gather : null;
	}

	private static final class Channel extends DefaultEndpoint {

		private final String name;

		private final @Nullable Gather gather;

		private Channel(String uri, String name, @Nullable Gather gather, StandInChannels component) {
			super(uri, component);
			this.name = name;
			this.gather = gather;
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

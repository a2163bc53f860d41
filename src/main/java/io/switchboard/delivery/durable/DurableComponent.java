package io.switchboard.delivery.durable;

import java.util.Map;

import io.switchboard.delivery.queue.DeliverySettings;
import io.switchboard.delivery.queue.Dispatcher;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

import org.springframework.stereotype.Component;

/**
 * The component {@code durable:}: a channel that survives a crash. Beside {@code direct:}
 * and {@code seda:}.
 */
@Component("durable-component")
@org.apache.camel.spi.annotations.Component("durable")
class DurableComponent extends DefaultComponent {

	private final Dispatcher dispatcher;

	private final DeliverySettings settings;

	private final EventExchange eventExchange;

	DurableComponent(Dispatcher dispatcher, DeliverySettings settings, EventExchange eventExchange) {
		this.dispatcher = dispatcher;
		this.settings = settings;
		this.eventExchange = eventExchange;
	}

	@Override
	protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
		if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
			throw new IllegalArgumentException(
					"durable:%s: a channel is named as its route is, in lower case with hyphens, such as durable:sms-received-to-database"
						.formatted(name));
		}
		DurableEndpoint endpoint = new DurableEndpoint(uri, name, this);
		setProperties(endpoint, parameters);
		return endpoint;
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	DeliverySettings settings() {
		return this.settings;
	}

	EventExchange eventExchange() {
		return this.eventExchange;
	}

}

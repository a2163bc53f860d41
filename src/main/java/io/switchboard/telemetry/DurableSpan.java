package io.switchboard.telemetry;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/** The span of a delivery: named as its route, with the ids that the API has. */
public final class DurableSpan extends AbstractSpanDecorator {

	private static final Map<String, String> IDS = Map.of("event_id", "switchboard.event_id", "root_call_id",
			"switchboard.root_call_id", "attempt", "switchboard.attempt");

	@Override
	public String getComponent() {
		return "durable";
	}

	@Override
	public String getComponentClassName() {
		return "io.switchboard.delivery.durable.DurableComponent";
	}

	@Override
	public String getOperationName(Exchange exchange, Endpoint endpoint) {
		return stripSchemeAndOptions(endpoint);
	}

	@Override
	public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
		super.beforeTracingEvent(span, exchange, endpoint);
		IDS.forEach((variable, name) -> {
			Object value = exchange.getVariable(variable);
			if (value != null) {
				span.setTag(name, value.toString());
			}
		});
	}

}

package io.switchboard.delivery.durable;

import io.switchboard.declared.Offline;
import io.switchboard.failure.Skipped;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/**
 * The processor of the kamelet {@code skip-action}: notes why the delivery ends there.
 */
@Offline
@Component("skippedDelivery")
class SkippedDelivery implements Processor {

	@Override
	public void process(Exchange exchange) {
		Skipped.because(exchange, exchange.getMessage().getHeader("reason", "", String.class).strip());
	}

}

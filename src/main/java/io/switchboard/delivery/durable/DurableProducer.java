package io.switchboard.delivery.durable;

import java.util.Set;

import io.switchboard.failure.PermanentFailure;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Notes that the current event goes to this channel. The deliveries are filed together
 * when the switchboard is done.
 */
class DurableProducer extends DefaultProducer {

	/** The exchange property that holds the names of the channels decided for. */
	static final String DECISION = "SwitchboardDecision";

	private final String name;

	DurableProducer(DurableEndpoint endpoint) {
		super(endpoint);
		this.name = endpoint.getName();
	}

	@Override
	@SuppressWarnings("unchecked")
	public void process(Exchange exchange) {
		Set<String> decision = exchange.getProperty(DECISION, Set.class);
		if (decision == null) {
			throw new PermanentFailure(
					"only the switchboard may send to durable:%s; from another route use direct: or a kamelet:"
						.formatted(this.name));
		}
		decision.add(this.name);
	}

}

package io.switchboard.delivery.durable;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.switchboard.answers.AnswerKeeping;
import io.switchboard.answers.SentKeeping;
import io.switchboard.delivery.queue.DeliverySettings;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.delivery.queue.Gathering;
import io.switchboard.telemetry.Traces;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The component {@code durable:}: a channel like {@code direct:} and {@code seda:} that
 * survives a crash.
 */
@Component("durable-component")
@org.apache.camel.spi.annotations.Component("durable")
class DurableComponent extends DefaultComponent {

	private final Dispatcher dispatcher;

	private final DeliverySettings settings;

	private final EventExchange eventExchange;

	private final AnswerKeeping answers;

	private final SentKeeping sent;

	private final Gathering gathering;

	private final Traces traces;

	private final boolean standby;

	private volatile UnaryOperator<@Nullable String> revisions = (route) -> null;

	@Autowired
	DurableComponent(Dispatcher dispatcher, DeliverySettings settings, EventExchange eventExchange,
			AnswerKeeping answers, SentKeeping sent, Gathering gathering, Traces traces) {
		this(dispatcher, settings, eventExchange, answers, sent, gathering, traces, false);
	}

	private DurableComponent(Dispatcher dispatcher, DeliverySettings settings, EventExchange eventExchange,
			AnswerKeeping answers, SentKeeping sent, Gathering gathering, Traces traces, boolean standby) {
		this.dispatcher = dispatcher;
		this.settings = settings;
		this.eventExchange = eventExchange;
		this.answers = answers;
		this.sent = sent;
		this.gathering = gathering;
		this.traces = traces;
		this.standby = standby;
	}

	/**
	 * Makes a component for another context, whose routes begin when they are told to.
	 */
	DurableComponent standby() {
		return new DurableComponent(this.dispatcher, this.settings, this.eventExchange, this.answers, this.sent,
				this.gathering, this.traces, true);
	}

	/** Whether a text is a valid name of a channel. */
	static boolean isChannel(String name) {
		return name.matches("[a-z0-9]+(-[a-z0-9]+)*");
	}

	/** Sets the revision of the files that a route was made from, by its id. */
	void revisions(UnaryOperator<@Nullable String> revisions) {
		this.revisions = revisions;
	}

	@Nullable String revision(String route) {
		return this.revisions.apply(route);
	}

	/** Whether a route that starts waits until it is told to begin. */
	boolean isStandby() {
		return this.standby;
	}

	@Override
	protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
		if (!isChannel(name)) {
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

	Gathering gathering() {
		return this.gathering;
	}

	Traces traces() {
		return this.traces;
	}

	AnswerKeeping answers() {
		return this.answers;
	}

	SentKeeping sent() {
		return this.sent;
	}

}

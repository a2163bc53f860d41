package io.switchboard.answers;

import org.apache.camel.Consumer;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** An endpoint of Camel's whose answers are noted for dry runs. */
public final class HeardEndpoint extends DefaultEndpoint implements DelegateEndpoint {

	private final Endpoint endpoint;

	private final Ear ear;

	/**
	 * Listens at an endpoint.
	 * @param endpoint that answers
	 * @param ear that hears what is answered to each exchange
	 */
	public HeardEndpoint(Endpoint endpoint, Ear ear) {
		super(endpoint.getEndpointUri(), ((DefaultEndpoint) endpoint).getComponent());
		this.endpoint = endpoint;
		this.ear = ear;
	}

	/** Hears what is asked before it is sent. */
	@FunctionalInterface
	public interface Ear {

		/**
		 * Is called before an exchange is sent.
		 * @param exchange as it is sent
		 * @return hears the answer; null where nobody wants to
		 */
		@Nullable Note asked(Exchange exchange);

	}

	/** Hears what was answered. */
	@FunctionalInterface
	public interface Note {

		/**
		 * Is called once an answer is there.
		 * @param exchange with the answer
		 * @throws Exception if the answer cannot be read
		 */
		void answered(Exchange exchange) throws Exception;

	}

	@Override
	public Endpoint getEndpoint() {
		return this.endpoint;
	}

	@Override
	public boolean isLenientProperties() {
		return this.endpoint.isLenientProperties();
	}

	@Override
	public Producer createProducer() throws Exception {
		return new Heard(this.endpoint.createProducer());
	}

	@Override
	public Consumer createConsumer(Processor processor) throws Exception {
		return this.endpoint.createConsumer(processor);
	}

	@Override
	public PollingConsumer createPollingConsumer() throws Exception {
		return this.endpoint.createPollingConsumer();
	}

	@Override
	protected void doStart() throws Exception {
		super.doStart();
		ServiceHelper.startService(this.endpoint);
	}

	@Override
	protected void doStop() throws Exception {
		ServiceHelper.stopService(this.endpoint);
		super.doStop();
	}

	/** Sends, and hears what is answered. */
	private final class Heard extends DefaultProducer {

		private final Producer producer;

		private Heard(Producer producer) {
			super(HeardEndpoint.this);
			this.producer = producer;
		}

		@Override
		public void process(Exchange exchange) throws Exception {
			Note note = HeardEndpoint.this.ear.asked(exchange);
			this.producer.process(exchange);
			if (note != null) {
				note.answered(exchange);
			}
		}

		@Override
		protected void doStart() throws Exception {
			super.doStart();
			ServiceHelper.startService(this.producer);
		}

		@Override
		protected void doStop() throws Exception {
			ServiceHelper.stopService(this.producer);
			super.doStop();
		}

	}

}

package io.switchboard.routes.sent;

import io.switchboard.answers.CopyingEndpoint;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Any endpoint that leaves the process, with a copy of what goes to it. */
final class SentEndpoint extends DefaultEndpoint implements CopyingEndpoint {

	private final Endpoint endpoint;

	private final SentReader reader;

	SentEndpoint(Endpoint endpoint, SentReader reader) {
		super(endpoint.getEndpointUri(), (endpoint instanceof DefaultEndpoint known) ? known.getComponent() : null);
		setCamelContext(endpoint.getCamelContext());
		this.endpoint = endpoint;
		this.reader = reader;
	}

	@Override
	public Endpoint getEndpoint() {
		return this.endpoint;
	}

	@Override
	public Endpoint around(Endpoint other) {
		return new SentEndpoint(other, this.reader);
	}

	@Override
	public boolean isLenientProperties() {
		return this.endpoint.isLenientProperties();
	}

	@Override
	public boolean isSingletonProducer() {
		return this.endpoint.isSingletonProducer();
	}

	@Override
	public boolean isSingleton() {
		return this.endpoint.isSingleton();
	}

	@Override
	public Producer createProducer() throws Exception {
		return new Heard(this, this.endpoint.createAsyncProducer());
	}

	@Override
	public AsyncProducer createAsyncProducer() throws Exception {
		return new Heard(this, this.endpoint.createAsyncProducer());
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

	/** Sends, and notes what was sent and what came back. */
	private static final class Heard extends DefaultAsyncProducer {

		private final SentReader reader;

		private final String uri;

		private final AsyncProducer producer;

		private Heard(SentEndpoint endpoint, AsyncProducer producer) {
			super(endpoint);
			this.reader = endpoint.reader;
			this.uri = endpoint.getEndpointUri();
			this.producer = producer;
		}

		@Override
		public boolean process(Exchange exchange, AsyncCallback callback) {
			if (!this.reader.sending(exchange, this.uri)) {
				return this.producer.process(exchange, callback);
			}
			return this.producer.process(exchange, (atOnce) -> {
				this.reader.sent(exchange);
				callback.done(atOnce);
			});
		}

		@Override
		public boolean isSingleton() {
			return this.producer.isSingleton();
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

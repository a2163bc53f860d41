package io.switchboard.answers;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Consumer;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint around another one that sees each message and its answer. It has the
 * component of the other, because traces and metrics read that.
 */
public abstract class AroundEndpoint extends DefaultEndpoint implements DelegateEndpoint {

	private final Endpoint endpoint;

	/**
	 * Around an endpoint.
	 * @param endpoint that sends
	 */
	protected AroundEndpoint(Endpoint endpoint) {
		super(endpoint.getEndpointUri(), (endpoint instanceof DefaultEndpoint known) ? known.getComponent() : null);
		setCamelContext(endpoint.getCamelContext());
		this.endpoint = endpoint;
	}

	/** Hears the answer. */
	@FunctionalInterface
	public interface Note {

		/**
		 * Is called once an exchange was sent.
		 * @param exchange with the answer, or with its exception
		 * @throws Exception if the answer cannot be read; the exchange then fails with it
		 */
		void answered(Exchange exchange) throws Exception;

	}

	/**
	 * Is called before an exchange is sent.
	 * @param exchange as it is sent
	 * @return hears the answer; null if nobody listens
	 */
	protected abstract @Nullable Note asked(Exchange exchange);

	@Override
	public final Endpoint getEndpoint() {
		return this.endpoint;
	}

	@Override
	public final boolean isLenientProperties() {
		return this.endpoint.isLenientProperties();
	}

	@Override
	public final boolean isSingletonProducer() {
		return this.endpoint.isSingletonProducer();
	}

	@Override
	public final boolean isSingleton() {
		return this.endpoint.isSingleton();
	}

	@Override
	public final Producer createProducer() throws Exception {
		return createAsyncProducer();
	}

	@Override
	public final AsyncProducer createAsyncProducer() throws Exception {
		return new AroundProducer(this, this.endpoint.createAsyncProducer());
	}

	@Override
	public final Consumer createConsumer(Processor processor) throws Exception {
		return this.endpoint.createConsumer(processor);
	}

	@Override
	public final PollingConsumer createPollingConsumer() throws Exception {
		return this.endpoint.createPollingConsumer();
	}

	@Override
	protected final void doStart() throws Exception {
		super.doStart();
		ServiceHelper.startService(this.endpoint);
	}

	@Override
	protected final void doStop() throws Exception {
		ServiceHelper.stopService(this.endpoint);
		super.doStop();
	}

	/** Sends a message, and reports it and its answer. */
	private static final class AroundProducer extends DefaultAsyncProducer {

		private final AroundEndpoint around;

		private final AsyncProducer producer;

		private AroundProducer(AroundEndpoint around, AsyncProducer producer) {
			super(around);
			this.around = around;
			this.producer = producer;
		}

		@Override
		public boolean process(Exchange exchange, AsyncCallback callback) {
			Note note;
			try {
				note = this.around.asked(exchange);
			}
			catch (RuntimeException ex) {
				exchange.setException(ex);
				callback.done(true);
				return true;
			}
			return this.producer.process(exchange, (note == null) ? callback : (atOnce) -> {
				try {
					note.answered(exchange);
				}
				catch (Exception ex) {
					exchange.setException(ex);
				}
				finally {
					callback.done(atOnce);
				}
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

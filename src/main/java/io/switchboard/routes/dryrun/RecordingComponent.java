package io.switchboard.routes.dryrun;

import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PollingConsumerSupport;

/**
 * Replaces any component that leaves the process, or might. A message to it is noted and
 * goes nowhere. No message ever comes from it.
 */
final class RecordingComponent extends DefaultComponent {

	private final Recorder recorder;

	RecordingComponent(Recorder recorder) {
		this.recorder = recorder;
		// its options are those of the component that it replaces
		setAutowiredEnabled(false);
	}

	/** Notes the effect of a step, and gives it a result. */
	@FunctionalInterface
	interface Recorder {

		/**
		 * Notes the effect.
		 * @param exchange at the step
		 * @param address the endpoint's scheme and path, without options
		 * @param options by their names
		 */
		void record(Exchange exchange, String address, Map<String, Object> options) throws Exception;

	}

	@Override
	public boolean useRawUri() {
		return true;
	}

	@Override
	protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
		return of(uri, remaining, parameters);
	}

	Endpoint of(String uri, String remaining, Map<String, Object> parameters) {
		Map<String, Object> options = new TreeMap<>(parameters);
		parameters.clear();
		return new Recording(uri, uri.replaceFirst("(?s):.*", "") + ":" + remaining, options);
	}

	private final class Recording extends DefaultEndpoint {

		private final String address;

		private final Map<String, Object> options;

		private Recording(String uri, String address, Map<String, Object> options) {
			super(uri, RecordingComponent.this);
			this.address = address;
			this.options = options;
		}

		@Override
		public boolean isLenientProperties() {
			return true;
		}

		@Override
		public Producer createProducer() {
			return new DefaultProducer(this) {
				@Override
				public void process(Exchange exchange) throws Exception {
					RecordingComponent.this.recorder.record(exchange, Recording.this.address, Recording.this.options);
				}
			};
		}

		@Override
		public Consumer createConsumer(Processor processor) {
			return new DefaultConsumer(this, processor);
		}

		@Override
		public PollingConsumer createPollingConsumer() {
			return new PollingConsumerSupport(this) {
				@Override
				public Exchange receive() {
					Exchange exchange = getEndpoint().createExchange();
					exchange.getMessage().setBody(Unknown.ANSWER);
					return exchange;
				}

				@Override
				public Exchange receiveNoWait() {
					return receive();
				}

				@Override
				public Exchange receive(long timeout) {
					return receive();
				}
			};
		}

	}

}

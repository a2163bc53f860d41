package io.switchboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

import io.switchboard.answers.AnswerKeeping;
import io.switchboard.answers.Asked;
import org.apache.camel.Consumer;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.StreamCache;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Camel's HTTP endpoint, whose answers are noted for dry runs: texts that are not too
 * long, and that somebody reads.
 */
final class HeardEndpoint extends DefaultEndpoint implements DelegateEndpoint {

	private final HttpEndpoint endpoint;

	HeardEndpoint(HttpEndpoint endpoint) {
		super(endpoint.getEndpointUri(), endpoint.getComponent());
		this.endpoint = endpoint;
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
		return new Heard(this, this.endpoint.createProducer());
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

	/** Sends, and notes what was answered. */
	private static final class Heard extends DefaultProducer {

		private final HttpEndpoint http;

		private final Producer producer;

		private Heard(HeardEndpoint endpoint, Producer producer) {
			super(endpoint);
			this.http = endpoint.endpoint;
			this.producer = producer;
		}

		@Override
		public void process(Exchange exchange) throws Exception {
			int most = AnswerKeeping.most(exchange);
			if (most == 0 || exchange.getMessage().getHeader(BoundedAnswers.UNREAD) != null) {
				this.producer.process(exchange);
				return;
			}
			String request = Asked.http(exchange.getMessage(), this.http.getHttpUri().toString(),
					this.http.getHttpMethod());
			this.producer.process(exchange);
			String text = text(exchange, most);
			if (text != null) {
				int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
				AnswerKeeping.heard(exchange, request, status, text);
			}
		}

		/** Null where there is none, or it is no text, or too long a one. */
		private static @Nullable String text(Exchange exchange, int most) throws IOException {
			Object body = exchange.getMessage().getBody();
			if (body instanceof String text) {
				return text;
			}
			byte[] bytes = (body instanceof byte[] given) ? given : new byte[0];
			if (body instanceof StreamCache cache && body instanceof InputStream stream) {
				bytes = stream.readNBytes(most + 1);
				cache.reset();
			}
			try {
				return (bytes.length == 0 || bytes.length > most) ? null
						: Charset.forName(ExchangeHelper.getCharsetName(exchange))
							.newDecoder()
							.decode(ByteBuffer.wrap(bytes))
							.toString();
			}
			catch (CharacterCodingException | IllegalArgumentException ex) {
				return null;
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

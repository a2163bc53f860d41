package io.switchboard.routes.sent;

import io.switchboard.answers.AroundEndpoint;
import io.switchboard.answers.CopyingEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Any endpoint that leaves the process, with a copy of what goes to it. */
final class SentEndpoint extends AroundEndpoint implements CopyingEndpoint {

	private final SentReader reader;

	SentEndpoint(Endpoint endpoint, SentReader reader) {
		super(endpoint);
		this.reader = reader;
	}

	@Override
	public Endpoint around(Endpoint other) {
		return new SentEndpoint(other, this.reader);
	}

	@Override
	protected @Nullable Note asked(Exchange exchange) {
		return this.reader.sending(exchange, getEndpointUri()) ? this.reader::sent : null;
	}

}

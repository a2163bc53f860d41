package io.switchboard.answers;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** A Camel endpoint whose answers are noted for dry runs. */
public final class ObservedEndpoint extends AroundEndpoint {

	private final Listener listener;

	/**
	 * Listens at an endpoint.
	 * @param endpoint that answers
	 * @param listener that hears what is answered to each exchange
	 */
	public ObservedEndpoint(Endpoint endpoint, Listener listener) {
		super(endpoint);
		this.listener = listener;
	}

	/** Hears each request before it is sent. */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Is called before an exchange is sent.
		 * @param exchange as it is sent
		 * @return hears the answer, unless sending failed; null if nobody listens
		 */
		@Nullable Note asked(Exchange exchange);

	}

	@Override
	protected @Nullable Note asked(Exchange exchange) {
		Note note = this.listener.asked(exchange);
		return (note == null) ? null : (answered) -> {
			if (answered.getException() == null) {
				note.answered(answered);
			}
		};
	}

}

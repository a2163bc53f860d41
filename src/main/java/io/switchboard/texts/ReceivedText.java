package io.switchboard.texts;

import java.time.Instant;
import java.util.Map;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.voipstudio.PlatformTime;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * A text that came in, with the delivery that is about it.
 *
 * @param from who sent it, as VoIPstudio says; empty if it does not
 * @param to which number got it; empty if it does not say
 * @param text what it says; empty if it says nothing
 * @param said when it was sent
 * @param heard when its event came in
 * @param eventId the event's id
 * @param eventKey the delivery's key
 * @param attempt which attempt this is, from 1
 */
public record ReceivedText(String from, String to, String text, Instant said, Instant heard, String eventId,
		String eventKey, int attempt) {

	/**
	 * Reads the exchange of a delivery.
	 * @param exchange whose body is the event's fields
	 * @return never null
	 * @throws PermanentFailure if its body is none
	 */
	public static ReceivedText of(Exchange exchange) {
		if (!(exchange.getMessage().getBody() instanceof Map<?, ?> fields)) {
			throw new PermanentFailure("a text can be answered only while the body is the event sms.received");
		}
		String received = exchange.getVariable("received_at", String.class);
		Instant heard = (received != null) ? Instant.parse(received) : Instant.now();
		Instant said = PlatformTime.parse(text(fields, "event_time"));
		return new ReceivedText(text(fields, "from_no"), text(fields, "to_no"), text(fields, "text"),
				(said != null) ? said : heard, heard, exchange.getVariable("event_id", "", String.class),
				exchange.getVariable("event_key", "", String.class), exchange.getVariable("attempt", 1, Integer.class));
	}

	private static String text(Map<?, ?> fields, String name) {
		@Nullable Object value = fields.get(name);
		return (value != null) ? value.toString() : "";
	}

	/** What it says, and whose it is, is not for logs. */
	@Override
	public String toString() {
		return "ReceivedText";
	}

}

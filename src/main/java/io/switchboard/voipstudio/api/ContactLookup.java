package io.switchboard.voipstudio.api;

import java.util.Map;

import io.switchboard.answers.AnswerKeeping;
import io.switchboard.answers.RequestName;
import io.switchboard.failure.PermanentFailure;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/**
 * The processor of {@code voipstudio-contact-action}: finds the contact of the header
 * {@code number}, or an empty map for a stranger.
 */
@Component("voipstudioContact")
class ContactLookup implements Processor {

	private final Contacts contacts;

	ContactLookup(Contacts contacts) {
		this.contacts = contacts;
	}

	@Override
	public void process(Exchange exchange) throws Exception {
		Message message = exchange.getMessage();
		String number = message.getHeader("number", String.class);
		boolean optional = message.getHeader("optional", false, Boolean.class);
		message.removeHeaders("*");
		try {
			message.setBody(this.contacts.withNumber(number).orElse(Map.of()));
		}
		catch (ApiFailure | PermanentFailure ex) {
			if (!optional) {
				throw ex;
			}
			message.setBody(Map.of("unavailable", ex.getMessage()));
		}
		AnswerKeeping.heard(exchange, RequestName.contact(number), message.getBody());
	}

}

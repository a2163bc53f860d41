package io.switchboard.mail;

import io.switchboard.declared.Offline;
import io.switchboard.failure.Done;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/**
 * Remembers who got the mail that was sent just now: if a later step of the route fails,
 * they do not get it again. The next mail of the route has attachments of its own.
 */
@Offline
@Component("mailTaken")
class MailTaken implements Processor {

	@Override
	public void process(Exchange exchange) {
		MailAttachments.takeOff(exchange);
		String header = exchange.getMessage().getHeader(Envelope.HEADER, String.class);
		if (header != null) {
			Envelope envelope = Envelope.ofHeader(header);
			envelope.recipients().forEach((recipient) -> Done.add(exchange, envelope.done(recipient)));
		}
	}

}

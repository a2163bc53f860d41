package io.switchboard.chat;

import io.switchboard.declared.Offline;
import io.switchboard.failure.Done;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/**
 * Says in the header {@code sent} whether an earlier attempt of the delivery has sent
 * this message. It is not sent again because a later step failed.
 */
@Offline
@Component("sendOnce")
public final class SendOnce implements Processor {

	static final String NAME = "SwitchboardSendOnce";

	/** The header in which the kamelet names itself and the template. */
	private static final String MESSAGE = "message";

	@Override
	public void process(Exchange exchange) {
		String message = "chat " + exchange.getMessage().removeHeader(MESSAGE);
		// a route may well send the same twice
		int number = exchange.getProperty(NAME + message, 0, Integer.class);
		exchange.setProperty(NAME + message, number + 1);
		exchange.setProperty(NAME, message + " " + number);
		exchange.getMessage().setHeader("sent", Done.contains(exchange, message + " " + number));
	}

	/** Remembers that the message went out. */
	@Offline
	@Component("sentOnce")
	public static final class Sent implements Processor {

		@Override
		public void process(Exchange exchange) {
			Done.add(exchange, exchange.getProperty(NAME, String.class));
		}

	}

}

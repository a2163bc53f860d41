package io.switchboard.chat;

import java.util.Map;

import io.switchboard.declared.Offline;
import io.switchboard.text.JsonText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Adds the channel and the thread to a message of a bot. A message to an incoming webhook
 * stays as it is, because the address of the webhook has the channel.
 */
@Component("slackMessage")
public final class SlackMessage implements Processor {

	static final String CHANNEL = "slackChannel";

	static final String THREAD = "slackThread";

	/** Slack's name of the message that this one replies to; absent without one. */
	static final String FIRST = "slackFirst";

	/** What the kamelets send. */
	static final String REQUEST = "http_request";

	private static final ObjectMapper JSON = new ObjectMapper();

	private final @Nullable SlackThreads threads;

	/**
	 * Makes one.
	 * @param threads where they are remembered; null for messages that nobody sends
	 */
	@Autowired
	SlackMessage(@Nullable SlackThreads threads) {
		this.threads = threads;
	}

	/**
	 * For messages that nobody sends.
	 * @return one that remembers nothing
	 */
	@Offline
	public static SlackMessage unsent() {
		return new SlackMessage(null);
	}

	@Override
	public void process(Exchange exchange) throws JsonProcessingException {
		Message message = exchange.getMessage();
		String channel = text(message.removeHeader(CHANNEL));
		String thread = text(message.removeHeader(THREAD));
		exchange.setProperty(CHANNEL, Map.of(CHANNEL, channel, THREAD, thread));
		if (channel.isEmpty()) {
			return;
		}
		if (!(JSON.readTree(exchange.getVariable(REQUEST, "", String.class)) instanceof ObjectNode sent)) {
			throw new IllegalArgumentException("the template of a message to Slack is one JSON object");
		}
		sent.put("channel", channel);
		String first = (this.threads != null && !thread.isEmpty()) ? this.threads.first(channel, thread) : null;
		if (first != null) {
			sent.put("thread_ts", first);
			exchange.setProperty(CHANNEL, Map.of(CHANNEL, channel, THREAD, thread, FIRST, first));
		}
		exchange.setVariable(REQUEST, JsonText.of(sent));
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString().strip() : "";
	}

}

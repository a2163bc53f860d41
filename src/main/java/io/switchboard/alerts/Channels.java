package io.switchboard.alerts;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.text.Readable;
import org.apache.camel.component.mail.JavaMailSender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** All channels, in the order of the settings. */
@Component
class Channels {

	private static final Logger log = LoggerFactory.getLogger(Channels.class);

	private static final int LONGEST = 200;

	private final List<AlertChannel> channels;

	private final boolean toAll;

	private final MeterRegistry meters;

	private final Clock clock = Clock.systemUTC();

	private final Map<String, ChannelState> states = new ConcurrentHashMap<>();

	@Autowired
	Channels(AlertSettings settings, JavaMailSender mail, @Value("${mail.from}") String from, MeterRegistry meters) {
		this(settings.channels()
			.stream()
			.map((each) -> each.kind().equals(ChannelSettings.MAIL) ? new MailChannel(each, mail, from)
					: new HttpChannel(each, Clock.systemUTC(), HttpChannel.PATIENCE))
			.toList(), settings.toAll(), meters);
	}

	Channels(List<? extends AlertChannel> channels, boolean toAll, MeterRegistry meters) {
		this.channels = List.copyOf(channels);
		this.toAll = toAll;
		this.meters = meters;
		// from the start: the first failure would be no increase of a series that is new
		this.channels.forEach((channel) -> {
			messages(channel, "sent");
			messages(channel, "failed");
		});
	}

	private Counter messages(AlertChannel channel, String outcome) {
		return Counter.builder("switchboard.alert.messages")
			.description("Messages about alerts")
			.tag("channel", channel.name())
			.tag("outcome", outcome)
			.register(this.meters);
	}

	/**
	 * The result of a message.
	 *
	 * @param by the channels that took it, separated by commas; empty if none did
	 * @param error what the others said, or null
	 */
	record Sent(String by, @Nullable String error) {

		boolean isTaken() {
			return !this.by.isEmpty();
		}

	}

	/**
	 * Sends a message through the first channel that accepts it, or through all.
	 * @param message what goes out
	 * @return what became of it
	 */
	Sent send(Message message) {
		List<String> by = new ArrayList<>();
		List<String> errors = new ArrayList<>();
		for (AlertChannel channel : this.channels) {
			String error = send(channel, message);
			if (error == null) {
				by.add(channel.name());
				if (!this.toAll) {
					break;
				}
			}
			else {
				errors.add("%s: %s".formatted(channel.name(), error));
			}
		}
		return new Sent(String.join(", ", by), errors.isEmpty() ? null : String.join("; ", errors));
	}

	/**
	 * Sends it through each of them, whatever the order.
	 * @param message what goes out
	 * @return how each did
	 */
	List<ChannelState> sendToEach(Message message) {
		this.channels.forEach((channel) -> send(channel, message));
		return states();
	}

	private @Nullable String send(AlertChannel channel, Message message) {
		String error = null;
		try {
			channel.send(message);
		}
		catch (Exception ex) {
			log.debug("alerts: {} did not take a message", channel.name(), ex);
			error = sentence(ex);
		}
		ChannelState before = state(channel);
		Instant now = this.clock.instant();
		this.states.put(channel.name(), new ChannelState(channel.name(), channel.kind(),
				(error == null) ? now : before.lastSentAt(), (error != null) ? now : before.failedAt(), error));
		messages(channel, (error == null) ? "sent" : "failed").increment();
		return error;
	}

	/** Our own messages are sentences. Messages of others may quote an address. */
	private static String sentence(Exception failure) {
		String text = (failure.getClass().getName().startsWith("io.switchboard."))
				? String.valueOf(failure.getMessage()) : failure.getClass().getSimpleName();
		return Readable.cut(Readable.line(text), LONGEST);
	}

	/** How each did on this node since its start. */
	List<ChannelState> states() {
		return this.channels.stream().map(this::state).toList();
	}

	private ChannelState state(AlertChannel channel) {
		return this.states.getOrDefault(channel.name(),
				new ChannelState(channel.name(), channel.kind(), null, null, null));
	}

}

package io.switchboard.answers;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.settings.Secrets;
import io.switchboard.settings.SettingLookup;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Notes what an attempt sends, if that is wanted. Secrets are left out. */
@Component
public class SentKeeping {

	private static final String PROPERTY = "SwitchboardSent";

	private static final String PLACE = "SwitchboardSentPlace";

	private final Clock clock = Clock.systemUTC();

	private final SentSettings settings;

	private final Secrets secrets;

	SentKeeping(SentSettings settings, SettingLookup lookup) {
		this.settings = settings;
		this.secrets = new Secrets(lookup);
	}

	/** Whether copies are wanted at all. */
	public boolean isOn() {
		return this.settings.keep();
	}

	/**
	 * Begins to listen, unless copies are not to be kept.
	 * @param exchange of an attempt; copies of it are heard too
	 * @param answered takes what is sent
	 */
	public void begin(Exchange exchange, Answered answered) {
		if (isOn()) {
			answered.copies().allow(this.settings.maxSize().toBytes());
			exchange.setProperty(PROPERTY, answered.copies());
		}
	}

	/** Whether somebody listens to this exchange. */
	public static boolean isHeard(Exchange exchange) {
		return exchange.getProperty(PROPERTY) != null;
	}

	/**
	 * Notes a message before it is sent.
	 * @param exchange any; ignored if nobody listens
	 * @param kind such as {@code mail}
	 * @param facts by their names; a value may be null
	 */
	public void sending(Exchange exchange, String kind, Map<String, @Nullable Object> facts) {
		SentCopies copies = exchange.getProperty(PROPERTY, SentCopies.class);
		if (copies != null) {
			exchange.setProperty(PLACE,
					copies.add(new SentCopy(this.clock.instant().truncatedTo(ChronoUnit.MILLIS), kind, hidden(facts))));
		}
	}

	/**
	 * Notes the answer to the last message.
	 * @param exchange any; ignored if nobody listens
	 * @param answer by names such as {@code status}; a value may be null
	 */
	public void sent(Exchange exchange, Map<String, @Nullable Object> answer) {
		SentCopies copies = exchange.getProperty(PROPERTY, SentCopies.class);
		Integer place = exchange.getProperty(PLACE, Integer.class);
		if (copies != null && place != null) {
			exchange.removeProperty(PLACE);
			copies.complete(place, hidden(answer));
		}
	}

	private Map<String, @Nullable Object> hidden(Map<?, ?> facts) {
		Map<String, @Nullable Object> hidden = new LinkedHashMap<>();
		facts.forEach((name, value) -> hidden.put(String.valueOf(name), hidden(String.valueOf(name), value)));
		return hidden;
	}

	private @Nullable Object hidden(String name, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return hidden(map);
		}
		if (value == null || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		return Secrets.isSecret(name) ? Secrets.HIDDEN
				: this.secrets.text(AnswerKeeping.hidden(this.secrets.url(value.toString())));
	}

}

package io.switchboard.answers;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.settings.Secrets;
import io.switchboard.settings.SettingLookup;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Notes the answers to an attempt, if that is wanted. */
@Component
public class AnswerKeeping {

	private static final String PROPERTY = "SwitchboardAnswers";

	private static final int LONGEST_REQUEST = 2000;

	private static final ObjectMapper JSON = new ObjectMapper();

	private final AnswerSettings settings;

	private final Secrets secrets;

	AnswerKeeping(AnswerSettings settings, SettingLookup lookup) {
		this.settings = settings;
		this.secrets = new Secrets(lookup);
	}

	/** The listener of one attempt. */
	private record Listener(AnswerKeeping keeping, Answered answered) {
	}

	/**
	 * Begins to listen, unless answers are not to be kept.
	 * @param exchange of an attempt; copies of it are heard too
	 * @param answered takes the answers
	 */
	public void begin(Exchange exchange, Answered answered) {
		if (this.settings.keep()) {
			exchange.setProperty(PROPERTY, new Listener(this, answered));
		}
	}

	/**
	 * How much of an answer is to be read.
	 * @param exchange any
	 * @return in bytes; 0 if nobody listens
	 */
	public static int most(Exchange exchange) {
		Listener listener = listener(exchange);
		return (listener != null) ? (int) Math.min(Integer.MAX_VALUE / 2, listener.keeping.settings.maxSize().toBytes())
				: 0;
	}

	/**
	 * Notes an answer that the kamelet got as a map, a list or null.
	 * @param exchange any; ignored if nobody listens
	 * @param request see {@link RequestName}
	 * @param answer a value that JSON can have, or null for "there is none"; anything
	 * else is left out
	 */
	public static void heard(Exchange exchange, String request, @Nullable Object answer) {
		Listener listener = listener(exchange);
		if (listener != null && (answer == null || answer instanceof Map<?, ?> || answer instanceof List<?>)) {
			try {
				listener.keeping.keep(listener.answered, request, null, JSON.writeValueAsString(answer));
			}
			catch (JsonProcessingException ex) {
				// it has values that are no data, such as an open file
			}
		}
	}

	/**
	 * Notes the answer of an HTTP server.
	 * @param exchange any; nothing happens where nobody listens
	 * @param request see {@link RequestName}
	 * @param status such as 200
	 * @param text what it answered
	 */
	public static void heard(Exchange exchange, String request, int status, String text) {
		Listener listener = listener(exchange);
		if (listener != null) {
			listener.keeping.keep(listener.answered, request, status, text);
		}
	}

	private static @Nullable Listener listener(Exchange exchange) {
		return exchange.getProperty(PROPERTY, Listener.class);
	}

	private void keep(Answered answered, String request, @Nullable Integer status, String text) {
		String shown = this.secrets.url(request);
		if (shown.length() <= LONGEST_REQUEST) {
			answered.add(new Answer(shown, status, this.secrets.text(hidden(text))), this.settings.maxSize().toBytes());
		}
	}

	/** JSON without the fields that have names of secrets. */
	static String hidden(String text) {
		String json = text.stripLeading();
		if (!json.startsWith("{") && !json.startsWith("[")) {
			return text;
		}
		try {
			JsonNode tree = JSON.readTree(text);
			return hide(tree) ? JSON.writeValueAsString(tree) : text;
		}
		catch (JsonProcessingException ex) {
			return text;
		}
	}

	private static boolean hide(JsonNode json) {
		boolean found = false;
		if (json instanceof ObjectNode object) {
			List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
			for (String name : names) {
				if (Secrets.isSecret(name) && object.get(name).isValueNode()) {
					found |= !object.get(name).isNull();
					object.put(name, Secrets.HIDDEN);
				}
			}
		}
		for (JsonNode each : json) {
			found |= hide(each);
		}
		return found;
	}

}

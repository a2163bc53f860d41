package io.switchboard.followup;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.followup.HeardCall.Kind;
import io.switchboard.inbox.Event;
import io.switchboard.text.Readable;
import io.switchboard.voipstudio.EventFacts;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.PersonName;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.PhoneNumbers;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reads the meaning of a {@code call.settled} for follow-ups. */
@Component
class CallReading {

	private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {
	};

	private static final Pattern NUMBERED = Pattern.compile("\\.([1-9]\\d{0,5})");

	private static final int LONGEST = 100;

	private final ObjectMapper json = new ObjectMapper();

	private final PhoneNumbers numbers;

	private final Desk desk;

	private final FollowUpSettings settings;

	CallReading(PhoneNumbers numbers, Desk desk, FollowUpSettings settings) {
		this.numbers = numbers;
		this.desk = desk;
		this.settings = settings;
	}

	/** Null for an event that is not a settled call, or only looks like one. */
	@Nullable HeardCall call(Event event) {
		Map<String, Object> fields = fields(event);
		Integer number = settledNumber(event);
		if (number == null || fields == null) {
			return null;
		}
		long root = event.rootCallId();
		EventFacts facts = new EventFacts(fields);
		boolean out = "out".equals(facts.direction());
		String e164 = this.numbers.e164(facts.outsideNumber());
		Kind kind = kind(fields, facts, e164);
		Instant at = time(fields, event, (kind == Kind.ANSWERED) ? List.of("connected_at", "start_time")
				: List.of("end_time", "event_time", "start_time"));
		Desk.Found found = this.desk.of(fields);
		return new HeardCall(root, number, kind, (kind != Kind.WITHHELD) ? e164 : null, found.team(), at,
				(kind == Kind.ANSWERED) ? time(fields, event, List.of("end_time", "connected_at", "start_time"))
						: found.dueAfter(at, this.settings.due()),
				null, facts.direction(), PersonName.ofCaller(text(fields, out ? "dst_name" : "src_name")),
				out ? PersonName.ofCaller(text(fields, "src_name")) : text(fields, "answered_by"), text(fields, "dst"),
				text(fields, "dst_name"), text(fields, "context"), text(fields, "queue"));
	}

	private Kind kind(Map<String, Object> fields, EventFacts facts, @Nullable String e164) {
		String outcome = text(fields, "outcome");
		if ("answered".equals(outcome)) {
			return (e164 != null) ? Kind.ANSWERED : Kind.OTHER;
		}
		if (outcome == null || !this.settings.outcomes().contains(outcome) || !"in".equals(facts.direction())) {
			return Kind.OTHER;
		}
		if (e164 != null) {
			return Kind.MISSED;
		}
		return PhoneNumber.isWithheld(text(fields, "src")) ? Kind.WITHHELD : Kind.OTHER;
	}

	private static @Nullable Integer settledNumber(Event event) {
		String first = Event.SETTLED + event.rootCallId();
		if (!EventNames.SETTLED.equals(event.eventName()) || !event.id().startsWith(first)) {
			return null;
		}
		String rest = event.id().substring(first.length());
		Matcher numbered = NUMBERED.matcher(rest);
		return rest.isEmpty() ? Integer.valueOf(0) : numbered.matches() ? Integer.valueOf(numbered.group(1)) : null;
	}

	/** The number that a text message came from, or null for another event. */
	@Nullable String sender(Event event) {
		Map<String, Object> fields = EventNames.SMS.equals(event.eventName()) ? fields(event) : null;
		return (fields != null) ? this.numbers.e164(text(fields, "from_no")) : null;
	}

	/** What a text message says. */
	String message(Event event) {
		Map<String, Object> fields = fields(event);
		return Readable.cut(Readable.line((fields != null) ? text(fields, "text", 500) : null), 300);
	}

	private @Nullable Map<String, Object> fields(Event event) {
		try {
			return this.json.readValue(event.body(), FIELDS);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static Instant time(Map<String, Object> fields, Event event, List<String> names) {
		for (String name : names) {
			Instant time = PlatformTime.parse(text(fields, name));
			if (time != null) {
				return time;
			}
		}
		return event.receivedAt();
	}

	private static @Nullable String text(Map<String, Object> fields, String name) {
		return text(fields, name, LONGEST);
	}

	private static @Nullable String text(Map<String, Object> fields, String name, int most) {
		Object value = fields.get(name);
		String text = (value != null) ? value.toString().replace("\0", "") : "";
		return text.isBlank() ? null : Readable.cut(text, most);
	}

}

package io.switchboard.delivery.table;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.inbox.Event;

/**
 * Where an event stands among the events of its call: text that sorts as they happened.
 * <p>
 * First {@code event_time}, which the platform gives in seconds (documented); within a
 * second the time in the event's id, which is inferred to be PHP's uniqid: eight hex
 * digits of seconds, five of microseconds. An event without a time stands where it came
 * in.
 */
public final class EventOrder {

	private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

	private static final Pattern ID_TIME = Pattern.compile("[^.]*\\.([0-9a-f]{13})[0-9a-f]*(\\..*)?");

	private static final String NO_ID_TIME = "0000000000000";

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
		.withZone(ZoneOffset.UTC);

	private EventOrder() {
	}

	public static String of(Event event) {
		String time = event.eventTime();
		Matcher id = ID_TIME.matcher(event.id());
		return ((time != null && TIME.matcher(time).matches()) ? time : FORMAT.format(event.receivedAt())) + " "
				+ (id.matches() ? id.group(1) : NO_ID_TIME);
	}

}

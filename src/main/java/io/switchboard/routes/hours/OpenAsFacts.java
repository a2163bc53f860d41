package io.switchboard.routes.hours;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.switchboard.delivery.durable.FolderFacts;
import io.switchboard.routes.lookup.RowsAsFacts;
import io.switchboard.voipstudio.PlatformTime;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Whether somebody was there when it happened, and when somebody is there again. */
public final class OpenAsFacts implements FolderFacts {

	/** The variables. */
	public static final Set<String> NAMES = Set.of("open", "opens_at");

	/** The column of a table that names hours. */
	public static final String COLUMN = "hours";

	private final RowsAsFacts rows;

	private final OpeningHours hours;

	/**
	 * Makes them.
	 * @param rows may name the hours of an event
	 * @param hours all hours of a folder
	 */
	public OpenAsFacts(RowsAsFacts rows, OpeningHours hours) {
		this.rows = rows;
		this.hours = hours;
	}

	@Override
	public void fill(Exchange exchange, Map<String, Object> fields) {
		this.rows.fill(exchange, fields);
		Hours hours = this.hours.of(this.rows.value(exchange, COLUMN), fields.get("dst"), fields.get("context"));
		Instant time = time(exchange, fields.get("event_time"));
		Instant opens = (time != null) ? hours.opensAt(time) : null;
		exchange.setVariable("open", time != null && hours.isOpen(time));
		exchange.setVariable("opens_at", (opens != null) ? opens.toString() : null);
	}

	private static @Nullable Instant time(Exchange exchange, @Nullable Object eventTime) {
		Instant time = PlatformTime.parse((eventTime != null) ? eventTime.toString() : null);
		String received = exchange.getVariable("received_at", String.class);
		return (time != null || received == null) ? time : Instant.parse(received);
	}

}

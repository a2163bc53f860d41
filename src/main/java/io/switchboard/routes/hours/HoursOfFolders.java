package io.switchboard.routes.hours;

import java.nio.file.Path;
import java.time.ZoneId;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The hours of a folder that is about to run. */
@Component
public class HoursOfFolders {

	private final String text;

	private final ZoneId zone;

	private final CalendarFeeds calendars;

	HoursOfFolders(@Value("${opening-hours}") String text, @Value("${display.time-zone}") ZoneId zone,
			CalendarFeeds calendars) {
		this.text = text;
		this.zone = zone;
		this.calendars = calendars;
	}

	/**
	 * Reads them; its calendars are fetched from then on.
	 * @param routes the folder with the routes
	 * @return never null
	 */
	public OpeningHours of(Path routes) {
		OpeningHours.addresses(routes).forEach(this.calendars::text);
		return new OpeningHours(this.text, this.zone, routes, this.calendars);
	}

}

package io.switchboard.routes.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Calendars as people's programs write them. */
class CalendarEventTests {

	private static final ZoneId LONDON = ZoneId.of("Europe/London");

	private static final LocalDate TODAY = LocalDate.parse("2026-03-20");

	private static List<CalendarEvent> read(String events) {
		return CalendarEvent.read("""
				BEGIN:VCALENDAR
				VERSION:2.0
				PRODID:-//x//y//EN
				%sEND:VCALENDAR
				""".formatted(events).replace("\n", "\r\n"), LONDON, TODAY);
	}

	private static boolean holds(List<CalendarEvent> events, String time) {
		Instant at = Instant.parse(time);
		return events.stream()
			.flatMap((event) -> event.times().stream())
			.anyMatch((each) -> !at.isBefore(each.from()) && at.isBefore(each.to()));
	}

	private static boolean holdsDay(List<CalendarEvent> events, String day) {
		return events.stream().anyMatch((event) -> event.days().contains(LocalDate.parse(day)));
	}

	@Test
	void one_of_many_that_was_moved_is_not_where_it_was() {
		List<CalendarEvent> events = read("""
				BEGIN:VEVENT
				UID:weekly
				DTSTART;TZID=Europe/London:20260303T180000
				DTEND;TZID=Europe/London:20260303T200000
				RRULE:FREQ=WEEKLY
				SUMMARY:Anna
				END:VEVENT
				BEGIN:VEVENT
				UID:weekly
				RECURRENCE-ID;TZID=Europe/London:20260310T180000
				DTSTART;TZID=Europe/London:20260311T180000
				DTEND;TZID=Europe/London:20260311T200000
				SUMMARY:Ben
				END:VEVENT
				""");
		assertThat(holds(events, "2026-03-03T19:00:00Z")).isTrue();
		assertThat(holds(events, "2026-03-10T19:00:00Z")).as("it was moved").isFalse();
		assertThat(holds(events, "2026-03-11T19:00:00Z")).isTrue();
		assertThat(holds(events, "2026-03-17T19:00:00Z")).isTrue();
	}

	@Test
	void one_of_many_that_was_cancelled_alone_does_not_count() {
		List<CalendarEvent> events = read("""
				BEGIN:VEVENT
				UID:friday
				DTSTART;VALUE=DATE:20260306
				RRULE:FREQ=WEEKLY
				SUMMARY:Closed on Fridays
				END:VEVENT
				BEGIN:VEVENT
				UID:friday
				RECURRENCE-ID;VALUE=DATE:20260313
				DTSTART;VALUE=DATE:20260313
				STATUS:CANCELLED
				SUMMARY:Closed on Fridays
				END:VEVENT
				""");
		assertThat(holdsDay(events, "2026-03-06")).isTrue();
		assertThat(holdsDay(events, "2026-03-13")).as("it was cancelled").isFalse();
		assertThat(holdsDay(events, "2026-03-20")).isTrue();
	}

	/**
	 * Clocks go forward on 2026-03-29 at 01:00 UTC and back on 2026-10-25 at 01:00 UTC.
	 */
	@ParameterizedTest
	@CsvSource({ "2026-03-22T07:59:00Z,true", "2026-03-22T08:00:00Z,false", "2026-03-29T06:59:00Z,true",
			"2026-03-29T07:00:00Z,false", "2026-04-05T06:59:00Z,true", "2026-04-05T07:00:00Z,false",
			"2026-10-25T07:59:00Z,true", "2026-10-25T08:00:00Z,false" })
	void a_night_ends_at_the_same_time_on_the_clock_when_summer_time_begins_or_ends(String time, boolean held) {
		String night = """
				BEGIN:VEVENT
				UID:night
				DTSTART;TZID=Europe/London:20260307T180000
				%s
				RRULE:FREQ=WEEKLY
				SUMMARY:Anna
				END:VEVENT
				""";
		assertThat(holds(read(night.formatted("DTEND;TZID=Europe/London:20260308T080000")), time)).isEqualTo(held);
		// a calendar may name no zone at all
		assertThat(holds(read(night.formatted("DTEND:20260308T080000").replace(";TZID=Europe/London", "")), time))
			.isEqualTo(held);
	}

	@Test
	void what_lasts_for_ages_is_known_for_some_years_around_now() {
		List<CalendarEvent> events = read("""
				BEGIN:VEVENT
				UID:closed
				DTSTART;VALUE=DATE:00010101
				DTEND;VALUE=DATE:99991231
				SUMMARY:Closed for good
				END:VEVENT
				""");
		assertThat(events.get(0).days()).hasSizeLessThan(5000);
		assertThat(holdsDay(events, TODAY.toString())).isTrue();
		assertThat(holdsDay(events, TODAY.plusYears(5).toString())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SECONDLY", "MINUTELY" })
	void what_comes_again_each_moment_is_refused_in_a_sentence(String often) {
		assertThatIllegalArgumentException().isThrownBy(() -> read("""
				BEGIN:VEVENT
				UID:tick
				DTSTART:19000101T000000Z
				RRULE:FREQ=%s
				END:VEVENT
				""".formatted(often))).withMessageContaining("more often than once in an hour");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BEGIN:VCALENDAR;BEGIN:VEVENT;UID:1;DTSTART:20260101T0000                   | an END:VCALENDAR is missing
			BEGIN:VCALENDAR;BEGIN:VEVENT;UID:1;DTSTART;VALUE=DATE:20260101;END:VCALENDAR | an END:VEVENT is missing
			""")
	void one_that_was_cut_is_refused_in_a_sentence(String lines, String told) {
		String text = lines.replaceAll(";(?!VALUE)", "\r\n");
		assertThatIllegalArgumentException().isThrownBy(() -> CalendarEvent.read(text, ZoneOffset.UTC, TODAY))
			.withMessage("the calendar is only a part of one: " + told);
	}

	@Test
	void one_that_would_hold_up_a_start_is_refused_in_a_sentence() {
		String often = "BEGIN:VEVENT\nUID:%d\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
		String many = IntStream.range(0, 100).mapToObj(often::formatted).collect(Collectors.joining());
		assertThatIllegalArgumentException().isThrownBy(() -> read(many))
			.withMessage("its events come more than 100,000 times, with those that come again");
		assertThatIllegalArgumentException().isThrownBy(() -> read("X-PAD:" + "x".repeat(5_000_000)))
			.withMessage("the calendar has more than 5 MB");
	}

}

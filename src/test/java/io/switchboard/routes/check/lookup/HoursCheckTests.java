package io.switchboard.routes.check.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.FewRoutes;
import io.switchboard.routes.check.AccidentsBench;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes in opening hours, and in steps that ask for them. */
class HoursCheckTests {

	private static final String ROUTE = "sms-received-to-email.camel.yaml";

	private static final FolderCheck CHECK = CheckFromSettings.of(AccidentsBench.settings());

	@TempDir
	Path folder;

	@BeforeEach
	void copy() throws IOException {
		FewRoutes.copyTo(this.folder,
				Set.of("sms-received-to-email", "sms-received-to-database", "missed-call-sms-back"));
		write("hours/sales.yaml", "open: mon-fri 09:00-17:30\nfor: [\"2100\"]\n");
		write("lookups/teams.csv", "to_no,hours\n2100,sales\n*,\n");
	}

	private void write(String file, String text) throws IOException {
		Path path = this.folder.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

	private void subject(String text) throws IOException {
		Path route = this.folder.resolve(ROUTE);
		Files.writeString(route, Files.readString(route).replace("Text message from ${variable.caller}", text));
	}

	private List<String> found(FolderCheck check) {
		return check.check(this.folder)
			.stream()
			.filter((each) -> each.severity() == Severity.ERROR)
			.map((each) -> each.toString().replace(this.folder + "/", ""))
			.toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			${variable.open} ${variable.opens_at}
			${bean:openingHours?method=isOpen('sales', ${body[event_time]})}
			${bean:openingHours?method=opensAt('default', ${body[event_time]})}
			${bean:openingHours?method=isOpen(${variable.teams[hours]}, ${body[event_time]})}
			""")
	void what_is_there_may_be_asked(String subject) throws IOException {
		subject(subject);
		assertThat(found(CHECK)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					${variable.opens_at_}                                            | there is no variable opens_at_. Did you mean opens_at?
					${bean:openingHours?method=isOpen('sals', ${body[event_time]})} | there are no hours sals in routes/hours. Did you mean sales?
					""")
	void what_is_not_there_is_named_with_its_place(String subject, String told) throws IOException {
		subject(subject);
		assertThat(found(CHECK)).singleElement().asString().startsWith(ROUTE + ":13:").contains(told);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					hours/help.yaml   | open: mon 9-5¶                          | hours/help.yaml:1:1: 'mon 9-5' is not like
					hours/help.yaml   | open: ""¶                               | hours/help.yaml:1:1: these hours never open
					hours/help.yaml   | open: mon 09:00-17:00¶holidays: x.ics¶  | hours/help.yaml:2:1: there is no calendar
					hours/help.yaml   | open: mon 09:00-17:00¶for: "2100"¶      | hours/sales.yaml: '2100' has hours already, in
					lookups/teams.csv | to_no,hours¶*,sals¶                     | lookups/teams.csv:2:1: the table teams names hours sals that are not there. Did you mean sales?
					lookups/crew.yaml | - {to_no: 7, hours: sales}¶- {to_no: "*", hours: sals}¶ | lookups/crew.yaml:2:1: the table crew names hours sals that are not there. Did you mean sales?
					lookups/open.csv  | to_no,x¶*,y¶                            | lookups/open.csv: the table would hide the variable open
					""")
	void what_is_wrong_is_told_with_its_file(String file, String text, String told) throws IOException {
		write(file, text.replace('¶', '\n'));
		assertThat(found(CHECK)).singleElement().asString().contains(told);
	}

	@Test
	void a_rule_that_no_calendar_has_is_told_in_words() throws IOException {
		write("hours/help.yaml", "open: mon 09:00-17:00\nholidays: shut.ics\n");
		write("hours/shut.ics", """
				BEGIN:VCALENDAR
				BEGIN:VEVENT
				UID:1
				DTSTART:20260101T100000Z
				DTEND:20260101T110000Z
				RRULE:FREQ=YEERLY
				END:VEVENT
				END:VCALENDAR
				""");
		assertThat(found(CHECK)).singleElement()
			.asString()
			.contains("hours/help.yaml:2:1: the calendar shut.ics cannot be read: ", "of iCalendar")
			.doesNotContain("Cannot invoke");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					DTSTART;VALUE=DATE:20261301                           | 4:20: warning: DTSTART 20261301 is no date: it counts for another day
					DTSTART;VALUE=DATE:20260230                           | 4:20: warning: DTSTART 20260230 is no date: it counts for another day
					DTSTART;TZID="Europe/London":20261225T256100          | 4:30: warning: DTSTART 20261225T256100 is no date: it counts for another time
					DTSTART;VALUE=DATE:25.12.2026                         | 4:20: warning: DTSTART 25.12.2026 is no date: the event does not count
					DTSTART;VALUE=DATE:20260101¶EXDATE:20260101,20269901  | 5:8: warning: EXDATE 20269901 is no date: it counts for another day
					DTSTART;VALUE=DATE:20280229                           | nothing
					DTSTART;VALUE=DATE:2026-12-25                         | nothing
					DTSTART:20261225T100000Z¶DTEND:20261225T240000Z       | nothing
					DTSTART;TZID=Europe/London:20161231T235960            | nothing
					DTSTART:20261225T100000¶RDATE;VALUE=PERIOD:20261226T100000Z/PT1H | nothing
					DTSTART;X="a:b";TZID="Europe/London":2026122¶ 5T100000 | nothing
					DTSTART:20261225T100000¶BEGIN:VALARM¶DTSTART:20261301¶END:VALARM | nothing
					""")
	void a_date_that_does_not_exist_is_told_where_it_stands(String lines, String told) throws IOException {
		write("hours/help.yaml", "open: mon 09:00-17:00\nholidays: shut.ics\n");
		write("hours/shut.ics",
				"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n%s\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260501\nEND:VEVENT\nEND:VCALENDAR\n"
					.formatted(lines.replace('¶', '\n')));
		List<String> dates = CHECK.check(this.folder)
			.stream()
			.filter((each) -> each.rule() == Rule.CALENDAR_DATE)
			.map((each) -> each.toString().replace(this.folder + "/", ""))
			.toList();
		assertThat(found(CHECK)).isEmpty();
		if (told.equals("nothing")) {
			assertThat(dates).isEmpty();
		}
		else {
			assertThat(dates).singleElement().asString().startsWith("hours/shut.ics:" + told);
		}
	}

	@Test
	void a_rule_may_ask_whether_somebody_is_there() throws IOException {
		Path switchboard = this.folder.resolve("switchboard.camel.yaml");
		String rule = "${variable.event_name} == 'sms.received'";
		String rules = Files.readString(switchboard);
		assertThat(rules).contains(rule);
		for (String more : List.of("${variable.open} == false", "${variable.opens_at} != null",
				"${bean:openingHours?method=isOpen('sales', ${body[event_time]})}")) {
			Files.writeString(switchboard, rules.replace(rule, rule + " && " + more));
			assertThat(CHECK.check(this.folder)).filteredOn((each) -> each.severity() != Severity.NOTE)
				.as(more)
				.isEmpty();
		}
	}

	@Test
	void a_setting_with_opening_hours_is_checked() throws IOException {
		assertThat(withSetting("mon 9-5")).singleElement()
			.asString()
			.contains("application.yaml", "opening-hours: 'mon 9-5' is not like");
		assertThat(withSetting("")).singleElement()
			.asString()
			.contains("application.yaml", "opening-hours: these hours never open");
		write("hours/default.yaml", "open: mon 09:00-17:00\n");
		assertThat(withSetting("")).as("a file counts instead").isEmpty();
	}

	private List<String> withSetting(String hours) {
		StandardEnvironment environment = AccidentsBench.settings();
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("opening-hours", hours)));
		return found(CheckFromSettings.of(environment));
	}

	@Test
	void hours_whose_calendar_closes_every_day_never_open() throws IOException {
		String shut = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20250101\r\n"
				+ "RRULE:FREQ=%s\r\nSUMMARY:shut\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
		write("hours/help.yaml", "open: mon 09:00-17:00\nholidays: shut.ics\n");
		write("hours/shut.ics", shut.formatted("WEEKLY"));
		assertThat(found(CHECK)).isEmpty();
		write("hours/shut.ics", shut.formatted("DAILY"));
		assertThat(found(CHECK)).singleElement().asString().contains("hours/help.yaml:2:1: these hours never open");
	}

}

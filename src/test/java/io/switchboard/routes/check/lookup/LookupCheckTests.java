package io.switchboard.routes.check.lookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.FewRoutes;
import io.switchboard.routes.check.AccidentsBench;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.voipstudio.PhoneNumbers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes in tables of {@code lookups/}, and in steps that ask them. */
class LookupCheckTests {

	private static final String ROUTE = "sms-received-to-email.camel.yaml";

	private static final FolderCheck CHECK = CheckFromSettings.of(AccidentsBench.settings());

	@TempDir
	Path folder;

	@BeforeEach
	void copy() throws IOException {
		FewRoutes.copyTo(this.folder,
				Set.of("sms-received-to-email", "sms-received-to-database", "missed-call-sms-back"));
		String kamelet = "kamelets/lookup-action.kamelet.yaml";
		Files.copy(Path.of("routes").resolve(kamelet), this.folder.resolve(kamelet));
		Files.createDirectories(this.folder.resolve("lookups"));
		Files.writeString(this.folder.resolve("lookups/teams.csv"),
				"to_no,team,email\n2100,Sales,s@x.org\n*,All,h@x.org\n");
		Files.writeString(this.folder.resolve("lookups/our-hours.yaml"), "- {who: \"*\", shift: day}\n");
	}

	private List<String> found() {
		return CHECK.check(this.folder)
			.stream()
			.filter((each) -> each.severity() == Severity.ERROR)
			.map((each) -> each.toString().replace(this.folder + "/", ""))
			.toList();
	}

	private void edit(String file, String from, String to) throws IOException {
		Path path = this.folder.resolve(file);
		String before = Files.exists(path) ? Files.readString(path) : from;
		String after = before.replace(from, to.replace('¶', '\n'));
		assertThat(after).isNotEqualTo(before);
		Files.writeString(path, after);
	}

	private void step(String text) throws IOException {
		edit(ROUTE, "      steps:\n", "      steps:\n" + text.indent(8));
	}

	@Test
	void what_a_spreadsheet_writes_is_read() throws IOException {
		Files.writeString(this.folder.resolve("lookups/teams.csv"), """
				\uFEFFsep=;\r
				to_no;team;email;;\r
				="02079460123";\u00A0Sales;s@x.org;;\r
				"2100";"a, b";;;\r
				;;;;\r
				*;All;h@x.org;;\r
				""");
		assertThat(found()).isEmpty();
		assertThat(Lookups.of(this.folder, new PhoneNumbers("GB")).row("teams", "+442079460123"))
			.isEqualTo(Map.of("to_no", "02079460123", "team", "Sales", "email", "s@x.org"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			4.4779E+11,Sales,s@x.org | to_no is '4.4779E+11': a spreadsheet has rounded a long number. Format the column
			2100,Sales,4E+05         | email is '4E+05': a spreadsheet has rounded
			2100,Sales               | the row has 2 values, and there are 3 columns
			2100,Sales,s@x.org,b,    | the row has 4 values, and there are 3 columns
			""")
	void what_a_spreadsheet_spoilt_is_told_with_its_line(String row, String told) throws IOException {
		Files.writeString(this.folder.resolve("lookups/teams.csv"),
				"to_no,team,email\n%s\n*,All,h@x.org\n".formatted(row));
		assertThat(found()).singleElement().asString().startsWith("lookups/teams.csv:2:1: " + told);
	}

	@Test
	void bytes_of_windows_are_told_with_their_line() throws IOException {
		Files.write(this.folder.resolve("lookups/teams.csv"),
				"to_no,team,email\n*,Z\u00FCrich,h@x.org\n".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(found()).contains(
				"lookups/teams.csv:2:1: its bytes are not UTF-8. Save it as UTF-8; a spreadsheet calls it CSV UTF-8.");
	}

	@Test
	void a_table_that_nobody_asks_says_what_its_key_should_be() throws IOException {
		Files.writeString(this.folder.resolve("lookups/teams.csv"), "dts,team,email\n*,All,h@x.org\n");
		assertThat(CHECK.check(this.folder)).extracting(Finding::toString)
			.map((each) -> each.replace(this.folder + "/", ""))
			.filteredOn((each) -> each.contains("lookups/"))
			.satisfiesExactly(
					(each) -> assertThat(each).startsWith("lookups/our-hours.yaml:1:1: warning: no event gets a row")
						.contains("first column 'who'"),
					(each) -> assertThat(each).startsWith("lookups/teams.csv:1:1: warning: no event gets a row")
						.endsWith("no step asks the table. Did you mean dst?"));
		step("- to: {id: ask, uri: \"kamelet:lookup-action?table=teams&key=1\", variableReceive: x}");
		assertThat(CHECK.check(this.folder)).extracting(Finding::toString)
			.noneMatch((each) -> each.contains("lookups/teams.csv"));
	}

	@Test
	void a_time_that_nobody_can_wait_is_named() throws IOException {
		Files.writeString(this.folder.resolve("lookups/teams.csv"),
				"to_no,team,email,due\n2100,Sales,s@x.org,15m\n2200,Works,w@x.org,soon\n*,All,h@x.org,\n");
		assertThat(found()).singleElement().asString().startsWith("lookups/teams.csv").contains("due says 'soon'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			${variable.teams[email]}
			${variable.teams['team']}
			${variables.teams[to_no]}
			${bean:lookups?method=value('teams', ${body[to_no]}, 'email')}
			${bean:lookups?method=value('our-hours', 'x', 'shift')}
			""")
	void what_is_there_may_be_asked(String subject) throws IOException {
		edit(ROUTE, "Text message from ${variable.caller}", subject);
		assertThat(found()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					${variable.teams[emial]} | the table teams has no column emial. Did you mean email?
					${variable.tems[email]} | there is no variable tems. Did you mean teams?
					${variable.our_hours[shift]} | there is no variable our_hours.
					${bean:lookups?method=value('tems', ${body[to_no]}, 'email')} | there is no table tems in
					${bean:lookups?method=value('teams', ${body[to_no]}, 'emial')} | the table teams has no column emial. Did you mean email?
					""")
	void what_is_not_there_is_named_with_its_place(String subject, String told) throws IOException {
		edit(ROUTE, "Text message from ${variable.caller}", subject);
		assertThat(found()).singleElement().asString().startsWith(ROUTE + ":13:").contains(told);
	}

	@Test
	void a_row_that_a_step_receives_has_the_columns_of_its_table() throws IOException {
		step("""
				- to:
				    id: ask
				    uri: kamelet:lookup-action
				    variableReceive: hours
				    parameters: {table: our-hours, key: "${body[to_no]}"}""");
		edit(ROUTE, "${variable.caller}", "${variable.hours[shift]}");
		assertThat(found()).isEmpty();
		edit(ROUTE, "${variable.hours[shift]}", "${variable.hours[shft]}");
		assertThat(found()).singleElement().asString().contains(":18:", "has no column shft. Did you mean shift?");
	}

	@Test
	void a_kamelet_that_names_a_table_which_is_not_there_is_told() throws IOException {
		step("- to: {id: ask, uri: \"kamelet:lookup-action\", variableReceive: x, parameters: {table: teems, key: \"1\"}}");
		assertThat(found()).singleElement()
			.asString()
			.contains(":8:", "there is no table teems", "Did you mean teams?");
	}

	@Test
	void a_template_is_held_to_the_columns_too() throws IOException {
		edit("templates/sms-received.txt", "${body.text!\"\"}", "${body.text!\"\"} ${variables.teams.emial}");
		assertThat(found()).singleElement()
			.asString()
			.startsWith("templates/sms-received.txt:7:")
			.contains("no column emial");
	}

	@Test
	void the_switchboard_asks_tables_and_is_held_to_them() throws IOException {
		String rule = "${variable.event_name} == 'sms.received'";
		edit("switchboard.camel.yaml", rule + "\"", rule + " && ${variable.teams[team]} != 'None'\"");
		assertThat(CHECK.check(this.folder)).filteredOn((each) -> each.severity() != Severity.NOTE)
			.extracting(Finding::rule)
			.containsExactly(Rule.LOOKUP_UNUSED);
		edit("switchboard.camel.yaml", "${variable.teams[team]}", "${variable.tems[team]}");
		assertThat(found()).singleElement().asString().contains("there is no variable tems");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			lookups/caller.csv | to_no,x¶*,1              | lookups/caller.csv: the table would hide the variable caller
			lookups/teams.yaml | - {to_no: "*", team: x}  | lookups/teams.yaml: there is another table teams in
			lookups/more.csv   | a,b¶1,2                  | lookups/more.csv: the table has no default
			lookups/more.csv   | a,b¶1,2¶1,3¶*,4          | lookups/more.csv:3:1: the key '1' is there twice
			""")
	void a_table_that_is_wrong_is_told_with_its_file(String file, String text, String told) throws IOException {
		edit(file, "x", text);
		assertThat(found()).anyMatch((each) -> each.startsWith(told));
	}

}

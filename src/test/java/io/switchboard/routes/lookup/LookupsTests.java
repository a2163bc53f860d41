package io.switchboard.routes.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.switchboard.voipstudio.PhoneNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rows of a table in a file, by key. */
class LookupsTests {

	private static final PhoneNumbers NUMBERS = new PhoneNumbers("GB");

	@TempDir
	Path folder;

	private Lookups table(String file, String text) throws IOException {
		Path path = this.folder.resolve("lookups").resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text.replace('¶', '\n'));
		return Lookups.of(this.folder, NUMBERS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					teams.csv  | dst,team,email¶2100,Sales,s@x.org¶*,"Support, all",h@x.org
					teams.csv  | dst;team;email¶2100;Sales;s@x.org¶*;Support, all;h@x.org¶
					teams.csv  | # ours¶¶ dst , team , email ¶¶2100, Sales, s@x.org¶*,"Support, all",h@x.org¶,,
					teams.yaml | - {dst: 2100, team: Sales, email: s@x.org}¶- {dst: "*", team: "Support, all", email: h@x.org}
					teams.yaml | # ours¶- dst: "*"¶  team: Support, all¶  email: h@x.org¶- dst: "2100"¶  team: Sales¶  email: s@x.org
					""")
	void a_key_has_its_row_and_any_other_has_the_default(String file, String text) throws IOException {
		Lookups lookups = table(file, text);
		assertThat(lookups.row("teams", "2100")).isEqualTo(Map.of("dst", "2100", "team", "Sales", "email", "s@x.org"));
		assertThat(lookups.value("teams", 2100, "team")).isEqualTo("Sales");
		assertThat(lookups.value("teams", 2100.0, "team")).isEqualTo("Sales");
		assertThat(lookups.value("teams", " 2100 ", "team")).isEqualTo("Sales");
		for (Object other : new Object[] { "21000", "", "x", 7L }) {
			assertThat(lookups.value("teams", other, "team")).isEqualTo("Support, all");
		}
		assertThat(lookups.value("teams", null, "team")).isEqualTo("Support, all");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+44 20 7946 0123", "442079460123", "020 7946 0123" })
	void a_telephone_number_is_found_in_any_spelling(String written) throws IOException {
		Lookups lookups = table("callers.csv", "src,name¶%s,Jane¶*,nobody".formatted(written));
		for (String sent : new String[] { "442079460123", "+442079460123", "+44 (0)20 7946 0123" }) {
			assertThat(lookups.value("callers", sent, "name")).as(sent).isEqualTo("Jane");
		}
		assertThat(lookups.value("callers", "442079460124", "name")).isEqualTo("nobody");
		assertThat(lookups.value("callers", "anonymous", "name")).isEqualTo("nobody");
	}

	@Test
	void a_table_is_read_again_once_it_has_changed() throws IOException {
		Lookup before = table("teams.csv", "dst,team¶2100,Sales¶*,none").tables().iterator().next();
		Lookups.of(this.folder, NUMBERS).tables().forEach((same) -> assertThat(same).isSameAs(before));
		assertThat(Lookups.of(this.folder, new PhoneNumbers("PL")).tables()).doesNotContain(before);
		assertThat(table("teams.csv", "dst,team¶2100,Works¶*,none").value("teams", "2100", "team")).isEqualTo("Works");
		assertThat(before.row("2100")).containsEntry("team", "Sales");
	}

	@Test
	void letters_large_and_small_are_the_same_key() throws IOException {
		assertThat(table("places.csv", "context,place¶RG-77,hall¶*,none").value("places", "rg-77", "place"))
			.isEqualTo("hall");
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					teams.csv  | dst,team¶2100,Sales                                  | 0 | the table has no default
					teams.csv  | dst	team¶2100	Sales¶*	x                           | 1 | the columns are separated by tabs
					teams.csv  | dst,team¶2100,Sales¶2100,Help¶*,x                    | 3 | the key '2100' is there twice: first in line 2
					teams.csv  | dst,team¶RG-1,Sales¶rg-1,Help¶*,x                    | 3 | the key 'rg-1' is there twice: first in line 2
					teams.csv  | dst,team¶*,Sales¶*,x                                 | 3 | the key '*' is there twice: first in line 2
					teams.csv  | src,team¶442079460123,a¶020 7946 0123,b¶*,x          | 3 | the key '020 7946 0123' is there twice: first in line 2
					teams.csv  | dst,team¶2100,Sales,x¶*,x                            | 2 | the row has 3 values, and there are 2 columns
					teams.csv  | dst,team¶2100¶*,x                                    | 2 | the row has 1 values, and there are 2 columns
					teams.csv  | dst,team¶2100,Sales¶# ours¶2200,"Help¶*,x            | 4 | this is not CSV
					teams.csv  | dst,team¶2100,"Sales¶and more",x¶*,x                 | 2 | the row has 3 values, and there are 2 columns
					teams.csv  | dst,team¶,Sales¶*,x                                  | 2 | a row without a key: dst is empty
					teams.csv  | dst,team,team¶*,x,y                                  | 1 | the column 'team' is there twice
					teams.csv  | dst,the team¶*,x                                     | 1 | a column cannot be called 'the team'
					teams.csv  | dst¶*                                                | 1 | the table has no column beside its key
					teams.csv  | dst,team¶*,"x                                        | 1 | this is not CSV
					teams.csv  | ¶                                                    | 0 | the file is empty
					Teams.csv  | dst,team¶*,x                                         | 0 | a table cannot be called 'Teams'
					teams.yaml | dst: 7                                               | 1 | the table is not a list of rows
					teams.yaml | - {dst: 7, team: x}                                  | 0 | the table has no default
					teams.yaml | - {dst: 7, team: x}¶- {dst: "*", tem: y}             | 2 | the row has the columns [dst, tem], and the first row [dst, team]
					teams.yaml | - {dst: 7, team: [x]}                                | 1 | a value is not text
					teams.yaml | - {dst: 7, team: x¶                                  | 1 | this is not YAML
					teams.yaml | - {dst: "*", team: y}¶- 7                            | 2 | a row is not a mapping
					""")
	void what_is_wrong_in_a_file_is_told_with_its_line(String file, String text, int line, String what)
			throws IOException {
		table(file, text);
		LookupFile read = Lookups.files(this.folder, NUMBERS).get(0);
		assertThat(read.table()).isNull();
		assertThat(read.problems()).first().satisfies((problem) -> {
			assertThat(problem.what()).startsWith(what);
			assertThat(problem.mend()).isNotEmpty();
			assertThat(problem.what()).doesNotContain("Exception");
			if (!what.contains("not CSV") && !what.contains("not YAML")) {
				assertThat(problem.line()).isEqualTo(line);
			}
		});
	}

	@Test
	void a_table_or_a_column_that_is_not_there_is_named_with_the_nearest() throws IOException {
		Lookups lookups = table("teams.csv", "dst,email¶*,x");
		assertThatThrownBy(() -> lookups.row("team", "1")).hasMessageContaining("Did you mean teams?");
		assertThatThrownBy(() -> lookups.value("teams", "1", "emial")).hasMessageContaining("Did you mean email?");
	}

}

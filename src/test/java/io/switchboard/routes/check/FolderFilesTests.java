package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of the folder are used, in UTF-8, and read in a bounded time. */
class FolderFilesTests extends FolderAccidentsBench {

	@Test
	void a_kamelet_describes_itself_as_it_is() throws IOException {
		Path copy = copy("kamelet");
		Files.writeString(copy.resolve("kamelets/rows-sink.kamelet.yaml"), """
				apiVersion: camel.apache.org/v1
				kind: Kamelet
				metadata: {name: rows-sink}
				spec:
				  definition:
				    title: Rows
				    required: [statment]
				    properties:
				      statement: {title: S, type: strng}
				      count: {type: integer, default: many}
				      mode: {enum: [slow, fast], default: fats}
				      level: {type: integer, enum: [1, high]}
				      team: {type: boolean, pattern: "[", formt: password}
				      mail: string
				  template:
				    from:
				      uri: kamelet:sorce
				      steps:
				        - log: {message: "{{count}} {{mode}} {{?level}} {{mail}}"}
				        - to: {id: rows, uri: "kamelet:database-sink", parameters: {statemnt: "{{statement}}"}}
				        - to: {id: more, uri: "kamelet:databse-sink", parameters: {statement: "{{statement}}"}}
				""");
		assertThat(told(copy)).map((each) -> each.replace("kamelets/rows-sink.kamelet.yaml:", ""))
			.filteredOn((each) -> !each.contains("Camel cannot load"))
			.satisfiesExactly(
					(each) -> assertThat(each).startsWith("7:16: required names statment")
						.endsWith("Did you mean statement?"),
					(each) -> assertThat(each).isEqualTo("9:35: there is no type strng. Did you mean string?"),
					(each) -> assertThat(each)
						.isEqualTo("10:39: the default of count cannot be 'many'. It is a whole number."),
					(each) -> assertThat(each)
						.isEqualTo("11:43: the default of mode cannot be 'fats'. Did you mean fast?"),
					(each) -> assertThat(each)
						.isEqualTo("12:40: level: high is not a value of its type. It is a whole number."),
					(each) -> assertThat(each)
						.startsWith("13:7: warning: nothing in the kamelet uses its property team"),
					(each) -> assertThat(each).startsWith("13:38: this pattern cannot be read"),
					(each) -> assertThat(each).isEqualTo("13:43: 'formt' has no use here. Did you mean format?"),
					(each) -> assertThat(each).startsWith("14:7: the property mail is not described"),
					(each) -> assertThat(each)
						.isEqualTo("17:12: a kamelet begins at kamelet:source. Write kamelet:source."));
	}

	@Test
	void a_kamelet_uses_another_as_that_describes_itself() throws IOException {
		Path copy = copy("kamelets");
		Files.writeString(copy.resolve("kamelets/rows-sink.kamelet.yaml"), """
				apiVersion: camel.apache.org/v1
				kind: Kamelet
				metadata: {name: rows-sink}
				spec:
				  definition:
				    properties:
				      statement: {title: S, type: string}
				  template:
				    from:
				      uri: kamelet:source
				      steps:
				        - to: {id: rows, uri: "kamelet:database-sink", parameters: {statemnt: "{{statement}}"}}
				        - to: {id: none, uri: "kamelet:database-sink"}
				        - to: {id: more, uri: "kamelet:databse-sink", parameters: {statement: "{{statement}}"}}
				""");
		assertThat(told(copy)).map((each) -> each.replace("kamelets/rows-sink.kamelet.yaml:", ""))
			.anySatisfy((each) -> assertThat(each).startsWith("12:")
				.contains("kamelet database-sink has no property 'statemnt'. Did you mean statement?"))
			.anySatisfy((each) -> assertThat(each).startsWith("13:")
				.contains("kamelet database-sink needs the property 'statement'"))
			.anySatisfy((each) -> assertThat(each).startsWith("14:")
				.contains("there is no kamelet databse-sink. Did you mean database-sink?"))
			.hasSize(3);
	}

	/** A pattern that recurses for each character would overflow the stack. */
	@Test
	void what_stands_behind_a_long_text_is_read_too() throws IOException {
		Path copy = copy("long");
		String text = "x\\\\".repeat(10_000);
		Files.writeString(copy.resolve("templates/sms-received.txt"),
				"${body.text!\"%1$s\"}<#if body.text! == '%1$s' && nobody??>x</#if>".formatted(text));
		Files.writeString(copy.resolve("Keys.java"), """
				public class Keys extends org.apache.camel.builder.RouteBuilder {
					public void configure() {
						from("direct:keys").routeId("keys").log("%s").log("${variable.evnt_name}");
					}
				}
				""".formatted(text));
		assertThat(told(copy))
			.anySatisfy((each) -> assertThat(each).contains("sms-received.txt:1:", "there is no nobody in a template"))
			.anySatisfy((each) -> assertThat(each).contains("Keys.java:3:", "there is no variable evnt_name"));
	}

	/** Entries that are not files, not UTF-8, or have a name that nothing reads. */
	@Test
	void every_file_is_one_that_somebody_reads() throws IOException {
		Path copy = copy("files");
		Path nowhere = Path.of("/nowhere/x");
		for (String name : List.of("x.camel.yaml", "kamelets/x.kamelet.yaml", "statements/x.sql", "templates/x.html",
				"lookups/x.csv", "hours/x.yaml", "tables/V1__x.sql")) {
			Files.createDirectories(copy.resolve(name).getParent());
			Files.createSymbolicLink(copy.resolve(name), nowhere);
			Files.createDirectory(copy.resolve(name.replace("x.", "y.")));
		}
		Files.createDirectory(copy.resolve("Y.java"));
		Files.createSymbolicLink(copy.resolve("templates/loop"), copy);
		Files.createDirectory(copy.resolve("template"));
		Files.createDirectories(copy.resolve("team"));
		Files.copy(copy.resolve("unrouted.camel.yaml"), copy.resolve("team/unrouted.camel.yaml"));
		Files.copy(copy.resolve("unrouted.camel.yaml"), copy.resolve("more.camel.yml"));
		Files.copy(copy.resolve("kamelets/email-sink.kamelet.yaml"), copy.resolve("kamelets/more.yaml"));
		// these names are ignored
		Files.writeString(copy.resolve("._unrouted.camel.yaml"), "\0\0");
		Files.writeString(copy.resolve("unrouted.camel.yaml~"), "- too:");
		Files.createSymbolicLink(copy.resolve(".#unrouted.camel.yaml"), Path.of("me@here.1"));
		Files.createDirectory(copy.resolve("notes"));
		Files.writeString(copy.resolve("notes/todo.txt"), "buy milk");
		List<String> told = told(copy);
		assertThat(told).hasSize(20)
			.filteredOn((each) -> each.contains("leads nowhere. Fix it, or delete it."))
			.hasSize(7);
		assertThat(told).filteredOn((each) -> each.contains("this is a folder with the name of a file")).hasSize(8);
		assertThat(told).contains("templates/loop: this link leads back to a folder that it stands in. Delete it.",
				"template: warning: Switchboard does not read a folder with this name. Did you mean templates?",
				"more.camel.yml: warning: Switchboard does not read a file with this name. A file with routes is named more.camel.yaml.",
				"kamelets/more.yaml: warning: Switchboard does not read a file with this name. A kamelet is named more.kamelet.yaml.")
			.anyMatch((each) -> each
				.startsWith("team: warning: Switchboard does not read a folder with this name. Routes stand in"));
	}

	/** Else Camel refuses the copy, because a step's id is there once. */
	@Test
	void the_example_of_a_kamelet_may_be_copied_into_a_route() throws IOException {
		Pattern id = Pattern.compile("\\bid: \"?([\\w-]+)");
		Set<String> ids = new TreeSet<>();
		Set<String> copied = new TreeSet<>();
		try (var files = Files.walk(Path.of("routes"), 2)) {
			for (Path file : files.filter((each) -> each.toString().matches(".*\\.(camel|kamelet)\\.yaml")).toList()) {
				Files.readAllLines(file)
					.forEach((line) -> id.matcher(line)
						.results()
						.filter((each) -> line.startsWith("#") || file.toString().endsWith(".camel.yaml"))
						.forEach((each) -> (line.startsWith("#") ? copied : ids).add(each.group(1))));
			}
		}
		assertThat(copied).hasSizeGreaterThan(20).doesNotContainAnyElementsOf(ids);
	}

	@Test
	void no_statement_of_a_check_makes_a_file() throws IOException {
		Path copy = copy("attached");
		Path made = this.folder.resolve("made.db");
		Files.createDirectories(copy.resolve("tables"));
		Files.writeString(copy.resolve("tables/V1__other.sql"), "attach database '" + made + "' as other;");
		Files.writeString(copy.resolve("statements/dtmf.sql"), "attach database '" + made + "' as other");
		Files.writeString(copy.resolve("statements/call-ended.sql"), "vacuum into '" + made + "'");
		assertThat(told(copy)).anyMatch((each) -> each.startsWith("tables/V1__other.sql:1:"));
		assertThat(made).doesNotExist();
	}

	@Test
	void a_template_that_would_take_minutes_to_read_is_told_at_once() throws IOException {
		Path copy = copy("large");
		Files.writeString(copy.resolve("templates/sms-received.txt"), "x".repeat(10_000_000));
		assertThat(told(copy)).contains(
				"templates/sms-received.txt: the template has more than 1 MB. Write a shorter one; FreeMarker would need minutes to read it.");
	}

	@Test
	void yaml_that_would_take_minutes_to_read_is_told_at_once() throws IOException {
		Path copy = copy("large-yaml");
		String large = "# " + "x".repeat(10_000_000);
		Files.writeString(copy.resolve("unrouted.camel.yaml"), large);
		Files.createDirectories(copy.resolve("lookups"));
		Files.writeString(copy.resolve("lookups/teams.yaml"), large);
		Files.createDirectories(copy.resolve("hours"));
		Files.writeString(copy.resolve("hours/support.yaml"), large);
		assertThat(told(copy)).contains(
				"unrouted.camel.yaml: the file has more than 1 MB. Split it, or write a shorter one; YAML would need minutes to be read.",
				"lookups/teams.yaml: the file has more than 1 MB. Write the table as CSV.",
				"hours/support.yaml: the file has more than 1 MB. Split it, or write a shorter one; YAML would need minutes to be read.");
	}

	@Test
	void every_file_is_utf_8() throws IOException {
		Path copy = copy("bytes");
		for (String name : List.of("dtmf-to-database.camel.yaml", "kamelets/email-sink.kamelet.yaml",
				"templates/sms-received.txt", "statements/dtmf.sql", "lookups/teams.csv", "hours/support.yaml",
				"samples/dtmf-to-database.json", "A.java")) {
			Path file = copy.resolve(name);
			Files.createDirectories(file.getParent());
			Charset charset = name.startsWith("samples") ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
			Files.writeString(file, "first\nGrüße\n", charset);
		}
		mark(copy.resolve("statements/call-ended.sql"));
		mark(copy.resolve("templates/missed-call.txt"));
		// these readers leave it out
		mark(copy.resolve("unrouted.camel.yaml"));
		mark(copy.resolve("kamelets/database-sink.kamelet.yaml"));
		Files.writeString(copy.resolve("lookups/languages.csv"), "\uFEFFdst,language\r\n*,en\r\n");
		Files.writeString(copy.resolve("templates/queue-missed-call.html"), "");
		assertThat(told(copy)).filteredOn((each) -> !each.matches("(?:switchboard|[a-z-]+-to-email)\\.camel.*"))
			.containsExactly("A.java:2:1: its bytes are not UTF-8. Save it as UTF-8.",
					"dtmf-to-database.camel.yaml:2:1: its bytes are not UTF-8. Save it as UTF-8.",
					"hours/support.yaml:2:1: its bytes are not UTF-8. Save it as UTF-8.",
					"kamelets/email-sink.kamelet.yaml:2:1: its bytes are not UTF-8. Save it as UTF-8.",
					"lookups/teams.csv:2:1: its bytes are not UTF-8. Save it as UTF-8; a spreadsheet calls it CSV UTF-8.",
					"samples/dtmf-to-database.json:1:1: warning: its bytes are not UTF-8. Save it as UTF-8.",
					"statements/call-ended.sql:1:1: the file begins with a byte order mark, which would be part of it. Save it as UTF-8 without one (BOM).",
					"statements/dtmf.sql:2:1: its bytes are not UTF-8. Save it as UTF-8.",
					"templates/missed-call.txt:1:1: the file begins with a byte order mark, which would be part of it. Save it as UTF-8 without one (BOM).",
					"templates/queue-missed-call.html: the file is empty. Write a text, or delete it.",
					"templates/sms-received.txt:2:1: its bytes are not UTF-8. Save it as UTF-8.");
	}

	@Test
	void windows_may_end_its_lines_as_it_does() throws IOException {
		Path copy = copy("windows");
		try (var files = Files.walk(copy)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
			}
		}
		assertThat(told(copy)).isEmpty();
	}

	private static void mark(Path file) throws IOException {
		Files.writeString(file, "\uFEFF" + Files.readString(file));
	}

}

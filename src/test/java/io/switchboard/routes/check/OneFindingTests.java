package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** One mistake is one finding, however many files it can be seen in. */
class OneFindingTests extends FolderAccidentsBench {

	@Test
	void what_was_renamed_is_told_once_with_the_new_name() throws IOException {
		Path copy = copy("renamed");
		Path kamelet = copy.resolve("kamelets/db-sink.kamelet.yaml");
		Files.move(copy.resolve("kamelets/database-sink.kamelet.yaml"), kamelet);
		assertThat(told(copy)).hasSize(2)
			.anySatisfy((each) -> assertThat(each).startsWith("call-settled-to-database.camel.yaml:10:26:")
				.contains("there is no kamelet database-sink; it is named in ", "dtmf-to-database.camel.yaml:10",
						" more too. Did you mean db-sink? "))
			.anySatisfy((each) -> assertThat(each).contains("metadata.name is 'database-sink'"));
		Files.writeString(kamelet, Files.readString(kamelet).replace("database-sink", "db-sink"));
		assertThat(told(copy)).singleElement().asString().contains("Did you mean db-sink? ");
	}

	@Test
	void a_channel_that_was_misspelt_or_renamed_in_one_place_is_one_finding() throws IOException {
		Path copy = copy("channel");
		Path dtmf = copy.resolve("dtmf-to-database.camel.yaml");
		String right = Files.readString(dtmf);
		Files.writeString(dtmf, right.replace("durable:dtmf-to-database", "durable:dtmf-to-databse"));
		assertThat(told(copy)).containsExactly(
				"dtmf-to-database.camel.yaml:6:12: the route reads from durable:dtmf-to-databse, and the switchboard sends to durable:dtmf-to-database. Write durable:dtmf-to-database.");
		Files.delete(dtmf);
		assertThat(told(copy)).singleElement()
			.asString()
			.startsWith("switchboard.camel.yaml:")
			.contains("nothing reads from durable:dtmf-to-database; it is named in ",
					"samples/dtmf-to-database.json too");
		Path keys = copy.resolve("key-to-database.camel.yaml");
		Files.writeString(keys, right.replace("dtmf-to-database", "key-to-database"));
		assertThat(told(copy)).singleElement()
			.asString()
			.startsWith("switchboard.camel.yaml:")
			.contains("nothing reads from durable:dtmf-to-database; it is named in ")
			.endsWith("Did you mean durable:key-to-database?");
		Files.delete(keys);
		Files.writeString(dtmf, right);
		Path rules = copy.resolve("switchboard.camel.yaml");
		Files.writeString(rules,
				Files.readString(rules).replace("durable:dtmf-to-database", "durable:dtmf-to-databse"));
		assertThat(told(copy)).singleElement()
			.asString()
			.startsWith("switchboard.camel.yaml:")
			.endsWith("Did you mean durable:dtmf-to-database?");
	}

	@Test
	void a_folder_that_is_gone_is_one_finding() throws IOException {
		for (String gone : List.of("templates", "kamelets")) {
			Path copy = copy("without-" + gone);
			FileSystemUtils.deleteRecursively(copy.resolve(gone));
			assertThat(told(copy)).filteredOn((each) -> each.startsWith(gone + ": the folder is empty or not there"))
				.singleElement()
				.asString()
				.endsWith("Bring it back.");
			assertThat(told(copy)).noneMatch((each) -> each.matches(".*there is no (?:kamelet|file .*templates/).*"));
		}
	}

	/** Without this finding each delivery ends with a StackOverflowError. */
	@Test
	void routes_that_send_to_each_other_without_an_end_are_one_finding() throws IOException {
		Path copy = copy("circle");
		String route = """
				- route:
				    id: %1$s
				    from:
				      uri: direct:%1$s
				      steps:
				        - to: {uri: "direct:%2$s"}
				""";
		Files.writeString(copy.resolve("a.camel.yaml"), route.formatted("a", "b"));
		Files.writeString(copy.resolve("b.camel.yaml"), route.formatted("b", "a"));
		Files.writeString(copy.resolve("c.camel.yaml"), route.formatted("c", "a"));
		assertThat(told(copy)).containsExactly(
				"a.camel.yaml:6:22: this leads back to direct:a, without an end. Send somewhere else, or put a filter around it.");
	}

	/** The map is wrong only because the rule is. */
	@Test
	void a_word_that_never_comes_is_one_finding_at_the_rule() throws IOException {
		Path copy = copy("words");
		Path rules = copy.resolve("switchboard.camel.yaml");
		String right = Files.readString(rules);
		for (String condition : List.of("${variable.event_name} == 'call.dtmf' && ${body[context]} == 'Queue'",
				"${variable.context_kind} == 'Queue'", "${variable.event_name} == 'Call.DTMF'")) {
			Files.writeString(rules, right.replace("${variable.event_name} == 'call.dtmf'", condition));
			assertThat(told(copy)).singleElement().asString().startsWith("switchboard.camel.yaml:75:");
		}
	}

	@Test
	void one_mistake_is_one_sentence() throws IOException {
		Path copy = copy("once");
		String mail = "sms-received-to-email.camel.yaml";
		Files.copy(copy.resolve(mail), copy.resolve("a-copy.camel.yaml"));
		assertThat(told(copy)).singleElement()
			.asString()
			.startsWith("a-copy.camel.yaml:3:9: a route has the id 'sms-received-to-email', which is in ");
		Files.delete(copy.resolve("a-copy.camel.yaml"));
		Files.writeString(copy.resolve(mail), Files.readString(copy.resolve(mail)).replace("subject:", "subjct:"));
		assertThat(told(copy)).singleElement().asString().contains("no property 'subjct'. Did you mean subject?");
		Files.copy(Path.of("routes").resolve(mail), copy.resolve(mail), StandardCopyOption.REPLACE_EXISTING);
		Path kamelet = copy.resolve("kamelets/email-sink.kamelet.yaml");
		String whole = Files.readString(kamelet);
		Files.writeString(kamelet, whole.substring(0, whole.indexOf("    properties:")));
		assertThat(told(copy)).singleElement()
			.asString()
			.contains("a kamelet has a spec with a template with a from, and this file lacks that");
		Files.writeString(kamelet, whole.replace("spec:", "spek:"));
		assertThat(told(copy)).singleElement().asString().contains("this file lacks that");
		Files.writeString(kamelet, whole);
		Files.writeString(copy.resolve(mail),
				Files.readString(copy.resolve(mail)).replace("template: sms-received", "template: x"));
		assertThat(told(copy)).singleElement().asString().contains("templates/x.html and no file ", "templates/x.txt");
	}

}

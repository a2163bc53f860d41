package io.switchboard.routes.check.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.kamelet.DescribedKamelets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A mistake in keywords is reported with its place and its mend. */
class KeywordCheckTests {

	private static final String RIGHT = """
			keywords:
			  - {name: stop, does: stop, words: [STOP], answer: You get no more texts.}
			  - {name: hours, words: [hours], answer: From 9 to 5.}
			  - {name: ticket, words: [ticket], route: sms-ticket}
			""";

	@TempDir
	Path folder;

	private List<String> found(String text) throws Exception {
		Path file = Files.createDirectories(this.folder.resolve("keywords")).resolve("all.yaml");
		Files.writeString(file, text);
		Files.writeString(this.folder.resolve("sms-ticket.camel.yaml"), "");
		Findings findings = new Findings();
		KeywordCheck.check(this.folder, findings);
		return findings.sorted().stream().map((each) -> each.toString().replace(file + "", "all.yaml")).toList();
	}

	private void wrong(String line, String place, String... says) throws Exception {
		assertThat(found(RIGHT + line)).as(line)
			.singleElement()
			.asString()
			.startsWith("all.yaml" + place)
			.contains(says);
	}

	@Test
	void each_mistake_is_named() throws Exception {
		assertThat(found(RIGHT)).isEmpty();
		wrong("  - {name: hours, words: [prices], answer: x}", ":5:", "the keyword hours is there twice");
		wrong("  - {name: open, words: [HOURS!], answer: x}", ":5:", "the word 'hours' is there twice",
				"hours has it too");
		wrong("  - {name: open, words: [opening hours], answer: x}", ":5:", "never reached", "Move open up.");
		wrong("  - {name: halt, words: [stop calling], answer: x}", ":5:", "never reached: it begins as stop does");
		wrong("  - {name: halt, words: [stop], answer: x}", ":5:", "the word 'stop' is there twice");
		wrong("  - {name: open, words: [open], answer: \"\"}", ":5:", "the answer of open is empty");
		wrong("  - {name: open, words: [open]}", ":5:", "the answer of open is empty", "route:");
		wrong("  - {name: open, words: [open], answer: " + "я".repeat(300) + "}", ":5:", "too long", "5 parts");
		wrong("  - {name: open, words: [open], answer: \"${body[x]}\"}", ":5:", "expression");
		wrong("  - {name: open, words: [open], route: sms-tickt}", ":5:", "sms-tickt that is not there",
				"Did you mean sms-ticket?");
		wrong("  - {name: open, words: [open], route: sms-ticket, answer: x}", ":5:", "route: beside an answer");
		wrong("  - {name: open, words: [], answer: x}", ":5:", "has no words");
		wrong("  - {name: open, words: [\"!!\"], answer: x}", ":5:", "no letter and no digit");
		wrong("  - {words: [open], answer: x}", ":5:", "no name");
		wrong("  - {name: open, does: stopp, words: [open], answer: x}", ":5:", "does 'stopp'");
		wrong("  - {name: open, match: alon, words: [open], answer: x}", ":5:", "Write anywhere or alone.");
		wrong("  - {name: open, word: [open], words: [open], answer: x}", ":5:", "no key 'word'");
		assertThat(found("keywords: [")).singleElement().asString().contains("not YAML");
		assertThat(found("")).singleElement().asString().contains("the file is empty");
	}

	@Test
	void who_gets_texts_can_end_them() throws Exception {
		Path keywords = Files.createDirectories(this.folder.resolve("keywords")).resolve("all.yaml");
		Files.writeString(keywords, RIGHT.replace("  - {name: stop, does: stop", "  - {name: halt"));
		String sends = "- route: {id: text-back, from: {uri: \"durable:text-back\", steps: [{to: {uri: \"%s\"}}]}}\n";
		for (String sink : List.of("kamelet:voipstudio-sms-sink", "kamelet:text-reply-sink")) {
			Path route = Files.writeString(this.folder.resolve("text-back.camel.yaml"), sends.formatted(sink));
			assertThat(stops("true")).singleElement().asString().contains("text-back sends texts", "does: stop");
			assertThat(stops(null)).hasSize(1);
			assertThat(stops("false")).isEmpty();
			Files.writeString(route, sends.formatted("kamelet:email-sink"));
			assertThat(stops("true")).isEmpty();
			Files.writeString(route, sends.formatted(sink));
		}
		Files.writeString(keywords, RIGHT);
		assertThat(stops("true")).singleElement().asString().contains("no route remembers", "text-stop-sink");
		Files.writeString(this.folder.resolve("sms-stop.camel.yaml"), sends.formatted("kamelet:text-stop-sink"));
		assertThat(stops("true")).isEmpty();
	}

	private List<Finding> stops(String enabled) {
		Findings findings = new Findings();
		List<YamlFile> routes = YamlFile.in(this.folder, ".camel.yaml", findings)
			.stream()
			.map((path) -> YamlFile.read(path, findings))
			.filter(Objects::nonNull)
			.toList();
		DescribedKamelets kamelets = new DescribedKamelets(
				YamlFile.in(Path.of("routes/kamelets"), ".kamelet.yaml", findings)
					.stream()
					.map((path) -> YamlFile.read(path, findings))
					.filter(Objects::nonNull)
					.toList());
		KeywordCheck.stop(this.folder, routes, kamelets, (name) -> name.equals("text-back.enabled") ? enabled : null,
				findings);
		return findings.sorted();
	}

}

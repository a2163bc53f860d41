package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A kamelet of an engineer's own is checked as ours are, because it describes itself. */
class DescribedKameletsTests extends FolderAccidentsBench {

	@Test
	void an_own_kamelet_is_checked_by_what_it_says_of_itself() throws IOException {
		Path routes = copy("own");
		own(routes, "webhook-sink", "survey-sink", "call-ended-to-webhook");
		own(routes, "voipstudio-cdr-action", "survey-answer", "queue-missed-call-to-email");
		edit(routes, "call-ended-to-webhook.camel.yaml", "\"{{call-ended-to-webhook.url}}\"", "nowhere");
		edit(routes, "queue-missed-call-to-email.camel.yaml", "        - to:\n            id: look-up-caller",
				"        - log: {message: \"${variable.survey.disposition}\"}\n        - to:\n            id: look-up-caller");
		edit(routes, "queue-missed-call-to-email.camel.yaml", "variableReceive: cdr", "variableReceive: survey");
		assertThat(told(routes)).anyMatch((each) -> each.contains("'nowhere' is not an address of a server"))
			.anyMatch((each) -> each.contains("variable.survey.disposition"));
		edit(routes, "kamelets/survey-sink.kamelet.yaml", "x-descriptors: [\"http\"]", "nullable: true");
		edit(routes, "kamelets/survey-answer.kamelet.yaml", "switchboard/result: map", "switchboard/result: text");
		assertThat(told(routes)).noneMatch((each) -> each.contains("is not an address of a server"))
			.noneMatch((each) -> each.contains("variable.survey.disposition"));
	}

	/** A copy of a kamelet under another name, which a route uses instead. */
	private static void own(Path routes, String kamelet, String name, String route) throws IOException {
		Path copied = routes.resolve("kamelets/" + name + ".kamelet.yaml");
		Files.copy(routes.resolve("kamelets/" + kamelet + ".kamelet.yaml"), copied);
		edit(routes, "kamelets/" + name + ".kamelet.yaml", "name: " + kamelet, "name: " + name);
		edit(routes, route + ".camel.yaml", "kamelet:" + kamelet, "kamelet:" + name);
	}

	private static void edit(Path routes, String file, String from, String to) throws IOException {
		String text = Files.readString(routes.resolve(file));
		assertThat(text).contains(from);
		Files.writeString(routes.resolve(file), text.replace(from, to));
	}

}

package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.RuleFacts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A mistake in the condition of a rule is one finding, at its place. */
class RuleAccidentsTests extends FolderAccidentsBench {

	/** Each row: the condition behind the event's name, the finding, and the mend. */
	private static final String CONDITIONS = """
			in 'call.dtmf, call.hold' | 75:75: warning: rule dtmf: the blank in 'call.dtmf, call.hold' is part of a word | Write 'call.dtmf,call.hold'.
			== 'call.dtmf' && ${variable.caller} == null | 75:89: warning: rule dtmf: caller is never empty | outside_number
			== 'call.dtmf' && ${body[dst]} range '100-200' | 75:89: rule dtmf: it fails with every event: ${body[dst]} range '100-200' | from..to
			== 'call.dtmf' && ${body[dst]} is 'Text' | 75:89: rule dtmf: it fails with every event: ${body[dst]} is 'Text' | cannot find class
			== 'call.dtmf' && ${variable.caller.name} == 'x' | 75:89: rule dtmf: it fails with every event: ${variable.caller.name} == 'x' | name not found
			== 'call.dtmf' && ${size(${body[src]})} > 3 | 75:89: rule dtmf: it fails with every event: ${size(${body[src]})} > 3 | Unknown function
			== 'call.dtmf' && ${body[dst]} range '100..200' && ${body[dst].length()} > 3 && ${variable.caller.length()} > 3 | nothing | nothing
			== 'call.dtmf' && ${body[src_name]} contains 'Roe && Daughters' && ${body[src]} != 'a || b' | nothing | nothing
			== 'call.dtmf' && ${body[src_name]} regex '(?:R&&D|S||T).*' && ${body[src]} not in 'anonymous,Restricted' | nothing | nothing
			== 'call.dtmf' && ${body[src]} startsWith '+44' && ${body[duration]} >= 60 && ${variable.outside_number} != null | nothing | nothing
			== 'call.dtmf' && ${date:now:HH} range '09..17' && ${body[dst]} is 'String' | nothing | nothing
			== 'call.dtmf' && ${body[duration]} > 100 && ${body[duration]} < 50 | 75:89: rule dtmf: it can never be true: ${body[duration]} > 100 && ${body[duration]} < 50 | No value is all of that.
			== 'call.dtmf' && ${body[duration]} >= 60 && ${body[duration]} < 60 | 75:89: rule dtmf: it can never be true | No value is all of that.
			== 'call.dtmf' && ${body[dst]} == '2100' && ${body[state]} != 'x' && ${body[dst]} == '2200' | 75:89: rule dtmf: it can never be true: ${body[dst]} == '2100' && ${body[dst]} == '2200' | No value is all of that.
			== 'call.dtmf' && ${variable.caller} == 'Anna' && ${variable.caller} == 'Ben' | 75:89: rule dtmf: it can never be true | No value is all of that.
			== 'call.missed' && ${variable.answered} | 75:48: rule dtmf: it can never be true | Its parts exclude each other
			== 'call.settled' && ${variable.answered} && ${variable.call_outcome} == 'missed' | 75:48: rule dtmf: it can never be true | Its parts exclude each other
			== 'call.dtmf' && ${body[duration]} > 50 && ${body[duration]} < 100 | nothing | nothing
			== 'call.dtmf' && ${body[duration]} > 50 && ${body[duration]} < 51 | nothing | nothing
			== 'call.dtmf' && ${body[duration]} >= 60 && ${body[duration]} <= 60 && ${body[duration]} != null | nothing | nothing
			== 'call.dtmf' && ${body[src_name]} != null && ${body[src_name]} != '' && ${body[src_name]} != 'x' | nothing | nothing
			== 'call.dtmf' && ${body[dst]} > '2100' && ${body[dst]} < '300' | nothing | nothing
			== 'call.dtmf' && ${body[duration]} > -5 && ${body[duration]} < 0 | nothing | nothing
			== 'call.dtmf' && ${variable.call_outcome} == 'answered' | 75:48: rule dtmf: it can never be true | Its parts exclude each other
			like 'call.%' | 75:48: rule dtmf: its condition cannot be read | Simple has no like: write contains
			in ('call.dtmf','call.hold') | 75:48: rule dtmf: its condition cannot be read | in 'abandoned,missed'
			== 'call.dtmf' || | 75:48: rule dtmf: its condition cannot be read | A condition is missing beside
			== 'call.dtmf' && ${body[dst]} > 60s | 75:48: rule dtmf: its condition cannot be read | Write the number without its unit.
			== 'call.dtmf' ? true : false | 75:48: rule dtmf: its condition cannot be read | Simple has no ? and :.
			== 'call.dtmf' && ${!variable.final} | 75:48: rule dtmf: its condition cannot be read | Write == false behind it.
			""";

	@Test
	void a_condition_that_is_wrong_is_one_finding() throws IOException {
		Path rules = copy("rules").resolve("switchboard.camel.yaml");
		String right = Files.readString(rules);
		for (String row : CONDITIONS.lines().toList()) {
			String[] cells = row.split(" \\| ");
			Files.writeString(rules, right.replace("== 'call.dtmf'", cells[0]));
			List<String> told = told(rules.getParent());
			if (cells[1].equals("nothing")) {
				assertThat(told).as(row).isEmpty();
			}
			else {
				assertThat(told).as(row)
					.singleElement()
					.asString()
					.startsWith("switchboard.camel.yaml:" + cells[1])
					.contains(cells[2]);
			}
		}
	}

	@Test
	void an_event_that_may_be_answered_is_tried_both_ways() {
		assertThat(AnsweredRule.possible(RuleFacts.of("call.hangup", ContextKind.QUEUE, true))).containsOnly(true,
				false);
		assertThat(AnsweredRule.possible(RuleFacts.of("call.missed", ContextKind.QUEUE, true))).containsOnly(false);
	}

	/** The row of this event names the route already. */
	@Test
	void a_route_that_the_map_does_not_have_is_one_finding() throws IOException {
		Path copy = copy("unmapped");
		String route = Files.readString(copy.resolve("dtmf-to-database.camel.yaml"));
		Files.writeString(copy.resolve("key-to-database.camel.yaml"),
				route.replace("dtmf-to-database", "key-to-database").replace("write-dtmf", "write-key"));
		Path rules = copy.resolve("switchboard.camel.yaml");
		Files.writeString(rules, Files.readString(rules)
			.replace("- to: {uri: \"durable:dtmf-to-database\"}",
					"- to: {uri: \"durable:dtmf-to-database\"}\n              - to: {uri: \"durable:key-to-database\"}"));
		assertThat(told(copy)).singleElement()
			.asString()
			.startsWith(
					"README.md:21:1: warning: the map says that call.dtmf (queue, final true) goes to dtmf-to-database,")
			.contains("dtmf-to-database, key-to-database");
	}

}

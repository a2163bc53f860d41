package io.switchboard.routes.check.decision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

import io.switchboard.Siege;
import io.switchboard.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The findings for the rules of a switchboard: their conditions, their targets, and rules
 * that are missing or cut.
 */
class SwitchboardRulesTests extends WiringBench {

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", quoteCharacter = '`',
			textBlock = """
					simple: {expression: "${variable.evnt_name} == 'sms.received'"} => there is no variable evnt_name. Did you mean event_name?
					simple: {expression: "${variable.misssed_call}"} => there is no variable misssed_call. Did you mean missed_call?
					simple: {expression: "${variable.something_else}"} => there is no variable something_else. There are answered, attempt
					simple: {expression: "${variable.helpdesk_on}"} => would be there with a setting helpdesk.enabled or helpdesk.url
					simple: {expression: "${variables.evnt_name}"} => Did you mean event_name?
					variable: {expression: "misssed_call"} => Did you mean missed_call?
					simple: {expression: "${variable.event_name} = 'sms.received'"} => its condition cannot be read
					simple: {expression: "${variable.event_name} == 'sms.received"} => its condition cannot be read
					simple: {expression: "${variable.event_name == 'sms.received'"} => its condition cannot be read
					simple: {expression: ""} => condition
					simple: {expression: "${body.dst_name} == 'x'"} => ${body.dst_name}: the body is a map. Write ${body[dst_name]}
					simple: {expression: "${variable.event_name} == 'call.missed' && ${variable.event_name} == 'call.hangup'"} => it can never be true
					simple: {expression: "${variable.context_kind} == 'Queue'"} => it can never be true
					simple: {expression: "${variable.context_kind} == 'ringgroup' && ${body[src]} == '1'"} => context_kind is one of queue, ring-group, user, unknown
					simple: {expression: "${variable.direction} == 'incoming'"} => direction is one of in, out
					simple: {expression: "${variable.missed_call} && ${variable.event_name} == 'call.hangup'"} => it can never be true
					simple: {expression: "${variable.missed_queue_call} && ${variable.context_kind} == 'user'"} => it can never be true
					simple: {expression: "${variable.missed_call} && ${variable.final} == 'false'"} => it can never be true
					simple: {expression: "${variable.context_kind} == 'Queue' || ${variable.direction} == 'inn'"} => it can never be true
					simple: {expression: "${variable.settled_call} and ${variable.crm_on}"} => cannot be read: ${variable.settled_call} and ${variable.crm_on}. Write && for and.
					simple: {expression: "${variable.settled_call} or ${variable.crm_on}"} => Write || for or.
					simple: {expression: "(${variable.settled_call} || ${variable.final}) && ${variable.crm_on}"} => Simple has no parentheses
					simple: {expression: "!${variable.settled_call}"} => Write == false behind it.
					simple: {expression: "not ${variable.settled_call}"} => Write == false behind it.
					simple: {expression: "${variable.event_name} === 'sms.received'"} => Write == between two blanks.
					simple: {expression: "${variable.event_name} equals 'sms.received'"} => Write == between two blanks.
					simple: {expression: "${variable.event_name}=='sms.received'"} => Write == between two blanks.
					simple: {expression: "${variable.direction} == in"} => Put the text in quotes: 'in'.
					simple: {expression: "${variable.call_outcome} in ['abandoned','missed']"} => Write the words as one text
					simple: {expression: "${variable.call_outcome} in 'abandoned','missed'"} => Write the words as one text
					simple: {expression: "variable.event_name == 'sms.received'"} => Ask for a variable as ${variable.event_name}
					simple: {expression: "${variable.event_name} contain 'sms'"} => Unexpected token c.
					simple: {expression: "${variable.event_name } == 'sms.received'"} => Write ${variable.event_name}.
					simple: {expression: "${variable. event_name} == 'sms.received'"} => Write ${variable.event_name}.
					simple: {expression: "${variable.final} == 'yes'"} => final is true or false, and never 'yes'. Write ${variable.final} == true, or == false.
					simple: {expression: "${variable.crm_on} != 'no'"} => crm_on is true or false, and never 'no'
					simple: {expression: "${variable.keyword_does} == 'reply'"} => The value of keyword_does is one of answer, stop, start, route
					simple: {expression: "${bean:mailer.send}"} => may have effects
					simple: {expression: "${bean:mailer?method=send}"} => may have effects
					simple: {expression: "${ref:mailer}"} => may have effects
					simple: {expression: "${camelContext.stop}"} => may have effects
					simple: {expression: "${exchange.context.stop}"} => may have effects
					simple: {expression: "${type:java.lang.System.exit(1)}"} => may have effects
					simple: {expression: "${body.clear} == null"} => may have effects
					simple: {expression: "${body.remove('event_name')} == null"} => may have effects
					simple: {expression: "${variable.event_name} != ${bean:mailer}"} => may have effects
					simple: {expression: "${setVariable(final,true)} == null"} => may have effects
					method: {ref: mailer, method: send} => may have effects
					method: {beanType: java.lang.System, method: exit} => may have effects
					groovy: {expression: "true"} => may have effects
					spel: {expression: "true"} => may have effects
					header: {expression: "x"} => may have effects
					language: {language: js, expression: "true"} => may have effects
					""")
	void a_condition_asks_for_what_there_is_and_does_nothing(String condition, String told) throws Exception {
		assertThat(check(RULE.replaceFirst("simple: \\{expression: \"[^\"]*\"}", Matcher.quoteReplacement(condition)),
				"rows", ROWS)
			.problems()).singleElement().asString().startsWith("switchboard.camel.yaml:").contains(told);
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple: {expression: \"${variable.final}\"}",
			"simple: {expression: \"${variable.crm_on} && ${variable.ended_call}\"}",
			"simple: {expression: \"${variable.crm_on} == 'false'\"}",
			"simple: {expression: \"${body[duration]} > 60\"}",
			"simple: {expression: \"${variable.outside_number} == '1' && ${variable.direction} != 'out'\"}",
			"simple: {expression: \"${variable.event_name} == 'call.new-in-2030'\"}",
			"simple: {expression: \"${properties:the.name} == 'rows'\"}",
			"simple: {expression: \"${variable.caller} == '{{the.name}}'\"}",
			"simple: {expression: \"${variable.event_name} startsWith 'call.'\"}",
			"simple: {expression: \"${variable.event_name} == null\"}",
			"simple: {expression: \"${variable.event_name} regex '^call[.]parked.*$'\"}",
			"simple: {expression: \"${variable.event_name} in 'call.parked, call.unparked'\"}",
			"simple: {expression: '${variable.event_name} == \"call.parked\"'}",
			"simple: {expression: \"${variable.event_name} == '{{the.name}}'\"}",
			"simple: {expression: \"${variable.event_name} contains 'park' && ${variable.final}\"}",
			"simple: {expression: \"${variable.context_kind} != 'queue' && ${variable.final} == true\"}",
			"simple: {expression: \"${bean:openingHours?method=isClosedAt(${body[event_time]})}\"}",
			"method: {ref: openingHours, method: \"isClosedAt(${body[event_time]})\"}",
			"constant: {expression: \"false\"}", "variable: {expression: \"missed_call\"}" })
	void a_condition_that_asks_for_what_there_is_may_start(String condition) throws Exception {
		assertThat(check(RULE.replaceFirst("simple: \\{expression: \"[^\"]*\"}", Matcher.quoteReplacement(condition)),
				"rows", ROWS)
			.problems()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					            steps:                                                   |                      | rule one sends nowhere
					            expression: {simple: {expression: "${variable.missed_call}"}} |                 | rule one has no condition
					"durable:rows"                                                       | "durable:rows?maxAttempts=3" | has options
					"durable:rows"                                                       | "durable:rws"        | nothing reads from durable:rws
					"durable:rows"                                                       | "durable:switchboard" | the switchboard may not send to itself
					{uri: "durable:rows"}                                                | {uri: "durable:rows", variableReceive: final} | have no use here
					id: one                                                              | id: write            | has the id 'write', which is in
					            id: one                                                  |             id: one`            statusPropertyName: SwitchboardDecision | statusPropertyName has no use
					""")
	void a_rule_has_a_condition_and_goes_somewhere(String text, String mistake, String told) throws Exception {
		String changed = (mistake != null) ? mistake.replace("`", "\n") : "";
		String rule = told.contains("nowhere") ? RULE.substring(0, RULE.indexOf(text))
				: RULE.replace(text, changed).replaceAll("(?m)^\\s*\n", "");
		assertThat(check(rule, "rows", ROWS).problems())
			.anyMatch((problem) -> problem.contains(told) && problem.contains("camel.yaml:"));
	}

	@Test
	void a_route_that_no_rule_names_is_told_of() throws Exception {
		assertThat(check(RULE, "rows", ROWS, "others",
				ROWS.replace("rows", "others").replace("others-sink", "rows-sink").replace("write", "write-others"))
			.problems()).singleElement()
			.asString()
			.startsWith("others.camel.yaml")
			.contains("no rule of the switchboard sends to durable:others");
	}

	/** A cut within a rule or behind one leaves fewer findings than the whole file. */
	@Siege
	@Test
	void a_switchboard_that_is_cut_at_any_line_is_told_of() throws Exception {
		List<String> lines = Files.readAllLines(Path.of("routes/switchboard.camel.yaml"));
		for (int end = lines.size(); end > 4; end -= Size.of(3, 1)) {
			String told = told(String.join("\n", lines.subList(0, end)));
			assertThat(told.isEmpty()).as("cut behind line %d: %s", end, told).isEqualTo(end == lines.size());
		}
	}

	private String told(String switchboard) throws Exception {
		install();
		try {
			try (var files = Files.list(Path.of("routes"))) {
				for (Path file : files.filter((each) -> each.toString().endsWith(".camel.yaml")).toList()) {
					String name = file.getFileName().toString().replace(".camel.yaml", "");
					if (Files.readString(file).contains("schedule:")) {
						continue; // no rule sends to it
					}
					load(name, name.equals("switchboard") ? switchboard : READER.replace("rows", name));
				}
			}
			load("call-ended-to-database", READER.replace("rows", "call-ended-to-database"));
			return String.join("\n",
					checked(Set.of("crm_on", "missed_call_sms_back_on", "vip_caller_transfer_on",
							"abandoned_call_to_email_on", "call_settled_to_file_on", "call_settled_to_crm_on",
							"call_ended_to_http_on", "call_ended_to_webhook_on", "call_ringing_to_webhook_on",
							"sms_received_to_reply_on", "slack_on", "teams_on", "google_chat_on", "mattermost_on",
							"hubspot_on", "pipedrive_on", "salesforce_on", "zoho_on", "zendesk_on", "freshdesk_on",
							"jira_on", "follow_up_due_to_email_on"))
						.problems());
		}
		catch (Exception ex) {
			return ex.toString();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "            id: one\n", "            steps:\n" })
	void a_key_that_stands_twice_is_told_of(String key) {
		int line = 5 + (int) RULE.substring(0, RULE.indexOf(key) + key.length()).lines().count();
		assertThatThrownBy(() -> check(RULE.replace(key, key.replaceFirst(":.*", ": x") + key), "rows", ROWS))
			.hasStackTraceContaining("switchboard.camel.yaml, line %d: the key '%s' is there twice: first in line %d"
				.formatted(line + 1, key.strip().replaceFirst(":.*", ""), line));
	}

	@Test
	void a_second_when_is_told_of() {
		assertThatThrownBy(() -> check("""
				        - choice:
				            when:
				              - expression: {simple: {expression: "${variable.final}"}}
				                steps: [{to: {uri: "durable:rows"}}]
				            when:
				              - expression: {simple: {expression: "${variable.final}"}}
				                steps: [{to: {uri: "durable:rows"}}]
				""", "rows", ROWS))
			.hasStackTraceContaining("switchboard.camel.yaml, line 10: the key 'when' is there twice: first in line 7");
	}

	@Test
	void a_switchboard_without_rules_is_told_of() throws Exception {
		assertThat(check("        []", "rows", ROWS).problems())
			.anyMatch((problem) -> problem.contains("the switchboard has no rules"));
	}

	@Test
	void an_older_switchboard_works_and_is_warned_of() throws Exception {
		String rules = Files.readString(Path.of("src/test/resources/switchboard/choice.camel.yaml"));
		List<String> files = new ArrayList<>();
		for (String route : rules.split("durable:")) {
			String name = route.replaceFirst("(?s)[^a-z-].*", "");
			if (!files.contains(name) && !name.isEmpty() && !Set.of("unrouted", "switchboard").contains(name)) {
				files.addAll(List.of(name, READER.replace("rows", name)));
			}
		}
		Checked check = check(rules.substring(rules.indexOf("steps:\n") + 7), files.toArray(String[]::new));
		assertThat(check.problems()).isEmpty();
		assertThat(check.warnings()).singleElement()
			.asString()
			.contains("camel.yaml:", "Write a filter for each destination");
	}

	@Test
	void a_name_that_no_event_is_known_to_have_is_warned_of() throws Exception {
		assertThat(
				check(RULE.replace("${variable.missed_call}", "${variable.event_name} == 'call.misssed'"), "rows", ROWS)
					.warnings())
			.singleElement()
			.asString()
			.contains("VoIPstudio is not known to send 'call.misssed'. Did you mean call.missed?");
	}

}

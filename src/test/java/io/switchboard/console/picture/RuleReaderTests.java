package io.switchboard.console.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.switchboard.delivery.durable.BareRules;
import io.switchboard.routes.RunningRoutes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The picture's words for rules and conditions. */
class RuleReaderTests {

	private static List<String> read(String file, Map<String, Object> settings) throws Exception {
		try (BareRules rules = new BareRules(settings).with(Files.readString(Path.of(file)))) {
			return new WiringReader(RunningRoutes.of(rules.camel()), rules.camel(), rules.switches(), Path.of("routes"))
				.read()
				.cases()
				.stream()
				.map((each) -> "%s: %s [%s]%s -> %s".formatted(each.id(), each.title(),
						String.join(", ", each.conditions()), each.on() ? "" : " off",
						String.join(" ",
								each.targets()
									.stream()
									.map((target) -> target.route() + (target.on() ? "" : " off")
											+ (target.conditions().isEmpty() ? ""
													: " if " + String.join(", ", target.conditions())))
									.toList())))
				.toList();
		}
	}

	@Test
	void a_rule_says_which_event_and_what_else_must_be_true() throws Exception {
		assertThat(read("routes/switchboard.camel.yaml",
				Map.of("crm.url", "http://localhost", "missed-call-sms-back.enabled", "false",
						"vip-caller-transfer.enabled", "true", "abandoned-call-to-email.enabled", "true",
						"call-settled-to-crm.enabled", "true")))
			.containsExactly(
					"missed-queue-call: missed queue call [] -> queue-missed-call-to-email queue-missed-call-to-database",
					"ended-call: ended call or call.hangup [] -> call-ended-to-database",
					"ended-call-for-crm: ended call [crm is on] -> call-ended-to-crm",
					"missed-caller: missed call [incoming, switched on] off -> missed-call-sms-back",
					"queue-call-ended: call.hangup [queue] -> recording-to-archive",
					"queue-recording-ready: monitor.audio_ready [queue] -> recording-to-archive",
					"sms-received: sms.received [] -> sms-received-to-database sms-received-to-email",
					"sms-stop: sms.received [keyword_does in 'stop,start'] -> sms-stop-to-list",
					"sms-keyword: sms.received [keyword_does in 'answer,stop,start', switched on] off -> sms-received-to-reply",
					"vip-caller: call.ringing [incoming, switched on] -> vip-caller-transfer",
					"queue-wrapup: queue.wrapup [] -> queue-wrapup-to-database",
					"dtmf: call.dtmf [] -> dtmf-to-database",
					"abandoned-call: settled call [queue, abandoned or voicemail, not told, switched on] -> abandoned-call-to-email",
					"settled-call: settled call [] -> call-settled-to-database",
					"settled-call-for-file: settled call [switched on] off -> call-settled-to-file",
					"settled-call-for-crm: settled call [not told, crm is on, switched on] -> call-settled-to-crm",
					"follow-up-due: followup.due [switched on] off -> follow-up-due-to-email",
					"settled-call-for-hubspot: settled call [hubspot is on] off -> call-settled-to-hubspot",
					"settled-call-for-pipedrive: settled call [pipedrive is on] off -> call-settled-to-pipedrive",
					"settled-call-for-salesforce: settled call [salesforce is on] off -> call-settled-to-salesforce",
					"settled-call-for-zoho: settled call [zoho is on] off -> call-settled-to-zoho",
					"missed-caller-for-zendesk: settled call [incoming, abandoned or missed, zendesk is on] off -> call-settled-to-zendesk",
					"unreached-caller-for-zendesk: settled call [incoming, voicemail or busy, zendesk is on] off -> call-settled-to-zendesk",
					"answered-call-for-zendesk: settled call [answered, zendesk is on] off -> call-settled-to-zendesk",
					"missed-caller-for-freshdesk: settled call [incoming, abandoned or missed, freshdesk is on] off -> call-settled-to-freshdesk",
					"unreached-caller-for-freshdesk: settled call [incoming, voicemail or busy, freshdesk is on] off -> call-settled-to-freshdesk",
					"answered-call-for-freshdesk: settled call [answered, freshdesk is on] off -> call-settled-to-freshdesk",
					"missed-caller-for-jira: settled call [incoming, abandoned or missed, jira is on] off -> call-settled-to-jira",
					"unreached-caller-for-jira: settled call [incoming, voicemail or busy, jira is on] off -> call-settled-to-jira",
					"answered-call-for-jira: settled call [answered, jira is on] off -> call-settled-to-jira",
					"ended-call-for-http: ended call [switched on] off -> call-ended-to-http",
					"ended-call-for-webhook: ended call [switched on] off -> call-ended-to-webhook",
					"ringing-call-for-webhook: call.ringing [incoming, user, switched on] off -> call-ringing-to-webhook",
					"missed-call-for-slack: missed call [slack is on] off -> missed-call-to-slack",
					"missed-call-for-teams: missed call [teams is on] off -> missed-call-to-teams",
					"missed-call-for-google-chat: missed call [google-chat is on] off -> missed-call-to-google-chat",
					"missed-call-for-mattermost: missed call [mattermost is on] off -> missed-call-to-mattermost",
					"no-rule: anything else [] -> unrouted");
	}

	@Test
	void an_older_switchboard_is_drawn_too() throws Exception {
		assertThat(read("src/test/resources/switchboard/choice.camel.yaml",
				Map.of("crm.url", "", "missed-call-sms-back.enabled", "false", "vip-caller-transfer.enabled", "false")))
			.contains(
					"call-ended: call.hangup [] -> call-ended-to-database call-ended-to-crm off if final, crm.url is set",
					"no-rule: anything else [] -> unrouted")
			.noneMatch((each) -> each.startsWith("otherwise"));
	}

}

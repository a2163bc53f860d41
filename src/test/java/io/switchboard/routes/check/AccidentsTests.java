package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.check.spare.JarBeans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mistakes of people who edit the folder. Each is found with its file, its line, what is
 * wrong and what to do.
 */
@Execution(ExecutionMode.CONCURRENT)
class AccidentsTests extends AccidentsBench {

	@Test
	void nothing_is_found_in_the_folder_as_it_is() {
		assertThat(CHECK.check(ALL)).filteredOn((each) -> each.severity() != Severity.NOTE).isEmpty();
	}

	@ParameterizedTest(name = "{0}: {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
											dtmf-to-database.camel.yaml | uri: kamelet           | uri kamelet          | 11:13: this is not YAML | a colon that is missing
									dtmf-to-database.camel.yaml | ¶            id: write | ¶→→id: write | 9:1: a tab | Indent with spaces.
									dtmf-to-database.camel.yaml | description: | id: again¶    description: | 4:5: the key 'id' is there twice: first in line 3 | Remove one of the two
									dtmf-to-database.camel.yaml | - to:¶            id | - too:¶            id | 8:11: there is no step 'too' | Did you mean to
									dtmf-to-database.camel.yaml | parameters:            | paramters:            | 11:13: 'to' has no option 'paramters' | Did you mean parameters?
									dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - to:¶          id: write-dtmf¶          uri: kamelet:database-sink¶          parameters: {statement: dtmf} | 9:11: there is no step 'id' | It belongs to 'to' above: indent it by two spaces more.
									dtmf-to-database.camel.yaml | ¶      steps:¶        - to | ¶    steps:¶        - to | 6:7: from has no 'steps' | perhaps the file ends too early
									dtmf-to-database.camel.yaml | ¶        - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | ¶        - setVariable: {name: x, expression: {constant: {expression: y}}}¶- to:¶    uri: kamelet:database-sink¶    parameters:¶      statement: dtmf | 9:3: 'to' cannot be at the top of a file | look at the indentation
									dtmf-to-database.camel.yaml | ¶      steps:¶        - to | ¶    steps:¶        - to | 7:5: 'route' has no option 'steps' | It belongs to 'from' above: indent it by two spaces more.
									dtmf-to-database.camel.yaml | kamelet:database-sink  | kamelet:databse-sink  | 10:26: there is no kamelet databse-sink | Did you mean database-sink?
									dtmf-to-database.camel.yaml | kamelet:database-sink  | katka:database-sink  | 10:18: there is no component katka | Did you mean kafka?
									dtmf-to-database.camel.yaml | kamelet:database-sink  | kamelt:database-sink  | 10:18: there is no component kamelt | Did you mean kamelet?
									dtmf-to-database.camel.yaml | statement: dtmf        | statemnet: dtmf        | 12:15: kamelet database-sink has no property 'statemnet' | Did you mean statement?
									dtmf-to-database.camel.yaml | statement: dtmf        | statement: dtmff       | 12:26: there is no file | Did you mean dtmf.sql?
									dtmf-to-database.camel.yaml | ¶            parameters:¶              statement: dtmf | ¶ | 10:26: kamelet database-sink needs the property 'statement' | below parameters:
									dtmf-to-database.camel.yaml | durable:dtmf-to-database | durable:dtmf-to-database?maxTries=3 | 6:37: durable: has no option maxTries | There are backoff
									dtmf-to-database.camel.yaml | durable:dtmf-to-database | durable:dtfm-to-database | 6:12: the route reads from durable:dtfm-to-database, and the switchboard sends to durable:dtmf-to-database | Write durable:dtmf-to-database.
									dtmf-to-database.camel.yaml | id: dtmf-to-database | id: unrouted | 3:9: a route has the id 'unrouted', which is in | Name each route, and its channel, as its file.
									unrouted.camel.yaml | id: unrouted | id: dtmf-to-database | 3:9: a route has the id 'dtmf-to-database', which is in | Name each route, and its channel, as its file.
									dtmf-to-database.camel.yaml | id: write-dtmf | id: dtmf-to-database | 9:17: a step has the id 'dtmf-to-database', which is in | Give each step an id of its own.
									switchboard.camel.yaml | id: dtmf¶ | id: dtmf-to-database¶ | 74:17: a step has the id 'dtmf-to-database', which is in | Give each step an id of its own.
									dtmf-to-database.camel.yaml | id: write-dtmf | id: write-sms | >sms-received-to-database.camel.yaml:9:17: a step has the id 'write-sms', which is in | Give each step an id of its own.
									dtmf-to-database.camel.yaml | kamelet:database-sink  | durable:unrouted  | 10:18: only the switchboard may send to durable:unrouted | Name it in a rule
									sms-received-to-email.camel.yaml | variable.caller | variable.caler | 13:54: there is no variable caler | Did you mean caller?
									sms-received-to-email.camel.yaml | variable.caller | body.from_no | 13:43: ${body.from_no}: the body is a map | Write ${body[from_no]}.
									sms-received-to-email.camel.yaml | variable.caller | body[form_no] | 13:50: no event has a field form_no | Did you mean from_no?
									sms-received-to-email.camel.yaml | variable.caller | body[customer_reference] | 13:50: warning: no event is known to have a field customer_reference | add a sample
									sms-received-to-email.camel.yaml | variable.caller | properties:crm.urll | 13:56: there is no setting crm.urll | Did you mean crm.url?
									sms-received-to-email.camel.yaml | sms-email       | smss-email | 12:22: there is no setting destinations.smss-email | Did you mean destinations.sms-email?
									sms-received-to-email.camel.yaml | ${variable.caller} | ${variable.caller | 13:15: subject: Text message from ${variable.caller: an expression that is not closed | As text it is written
									sms-received-to-email.camel.yaml | ${variable.caller} | ${nonsense} | 13:15: subject: Text message from ${nonsense}: this cannot be read | Unknown function: nonsense
									sms-received-to-email.camel.yaml | template: sms-received | template: sms-recieved | 14:25: there is no file | Did you mean sms-received.html?
									queue-missed-call-to-email.camel.yaml | in ${variable.called} | in ${variable.cdr.disposition} | 36:64: ${variable.cdr.disposition}: the variable is a map or a list | Write ${variable.cdr[disposition]}.
									queue-missed-call-to-email.camel.yaml | in ${variable.called} | for ${variable.on_call?.email} | 36:65: ${variable.on_call?.email}: the variable is a map or a list | Write ${variable.on_call[email]}.
									vip-caller-transfer.camel.yaml | ref: phoneNumbers | ref: phoneNumber | 11:70: there is no bean phoneNumber | Did you mean phoneNumbers?
									recording-to-archive.camel.yaml | expression: recordings | expression: recordngs | 22:49: there is no variable recordngs | Did you mean recordings?
									recording-to-archive.camel.yaml | {timeout: 10m, | {timeuot: 10m, | 7:20: durable: has no option timeuot | Did you mean timeout?
									recording-to-archive.camel.yaml | event_name} != 'monitor | event_name} = 'monitor | 10:47: this expression cannot be read | .
									missed-call-sms-back.camel.yaml | ${variable.sms_number} | ${variable.sms_nmber} | 20:59: there is no variable sms_nmber | Did you mean sms_number?
									kamelets/email-sink.kamelet.yaml | "{{subject}}" | "{{subjct}}" | 95:50: there is no setting subjct | Did you mean subject?
									kamelets/email-sink.kamelet.yaml | javaMailSender: | javaMailSendr: | 113:15: smtp: has no option javaMailSendr | Did you mean javaMailSender?
									kamelets/email-sink.kamelet.yaml | "#bean:mailSender" | "#bean:mailSendr" | 113:38: there is no bean mailSendr | Did you mean mailSender?
									kamelets/email-sink.kamelet.yaml | - removeHeaders: {pattern: "*"}¶        - to:¶            id: render-html | - removeHeaderz: {pattern: "*"}¶        - to:¶            id: render-html | 75:11: there is no step 'removeHeaderz' | Did you mean removeHeaders?
									kamelets/email-sink.kamelet.yaml | freemarker: | freemaker: | 78:18: there is no component freemaker | Did you mean freemarker?
									statements/dtmf.sql | dtmf_tag, dtmf_target, src | dtmf_tga, dtmf_target, src | 1:65: the database does not accept this statement | no column named dtmf_tga
									statements/dtmf.sql | :?dtmf_tag | :?dtmf_tga | 2:63: nothing sets :?dtmf_tga | Did you mean dtmf_tag?
									statements/dtmf.sql | :?dtmf_tag | :dtmf_tag | 2:63: nothing is bound to :dtmf_tag | Write :?dtmf_tag.
									statements/dtmf.sql | :?dtmf_tag | ? | 2:63: nothing is bound to ? | Write :? and a name, such as :?src.
									statements/dtmf.sql | insert | insret | 1:1: no statement begins with insret | Did you mean insert?
									statements/dtmf.sql | :?dtmf_tag | :?survey_answer | 2:63: warning: nothing is known to set :?survey_answer | add a sample
									templates/sms-received.txt | ${body.text!""} | ${body.text!" | 8:1: this is not FreeMarker | .
									templates/sms-received.txt | ${body.text!""} | ${body.txet!""} | 7:8: no event has a field txet | Did you mean text?
									templates/missed-call.html | variables.contact! | variables.contcat! | 2:53: there is no variable contcat | Did you mean contact?
									switchboard.camel.yaml | durable:dtmf-to | durable:dmtf-to | 77:28: nothing reads from durable:dmtf-to-database | Did you mean durable:dtmf-to-database?
									switchboard.camel.yaml | variable.event_name} == 'call.dtmf' | variable.evnt_name} == 'call.dtmf' | 75:59: rule dtmf: there is no variable evnt_name | Did you mean event_name?
									switchboard.camel.yaml | variable.event_name} == 'call.dtmf' | body.event_name} == 'call.dtmf' | 75:48: rule dtmf: ${body.event_name}: the body is a map | Write ${body[event_name]}.
									switchboard.camel.yaml | variable.event_name} == 'call.dtmf' | body[evnt_name]} == 'call.dtmf' | 75:55: no event has a field evnt_name | Did you mean event_name?
									switchboard.camel.yaml | == 'call.dtmf' | == 'call.dtmf' && ${variable.event_name} == 'sms.received' | 75:48: rule dtmf: it can never be true | .
									switchboard.camel.yaml | == 'call.dtmf' | == 'call.dtmff' | 75:75: warning: rule dtmf: VoIPstudio is not known to send 'call.dtmff' | Did you mean call.dtmf?
									switchboard.camel.yaml | ¶            steps:¶              - to: {uri: "durable:dtmf-to-database"} | ¶ | 74:13: filter has no steps | Write steps: below it
									switchboard.camel.yaml | to: {uri: "durable:dtmf-to-database"} | to: {uri: "kamelet:email-sink"} | 77:17: 'to: kamelet:email-sink' may not be in the switchboard | Put it into a route of its own
													queue-missed-call-to-email.camel.yaml | ¶        - to:¶            id: email-team¶            uri: kamelet:email-sink¶            parameters:¶              to: "{{destinations.support-email}}"¶              subject: "Missed call from ${variable.caller} in ${variable.called}"¶              template: missed-call | ¶ | 10:9: this route does nothing with an event: it only looks things up | perhaps the file ends too early
											switchboard.camel.yaml | "${variable.event_name} == 'call.dtmf'" | "${variable.event_name} == 'call.hold'" | >README.md:21:1: warning: the map says that call.dtmf (queue, final true) goes to dtmf-to-database, and the switchboard sends it to unrouted | Fix the row, or the rule.
											switchboard.camel.yaml | "${variable.event_name} == 'call.dtmf'" | "${variable.event_name} == 'call.hold'" | 5:3: note: no rule wants call.dtmf (any context) | It goes to unrouted
											kamelets/crm-activity-sink.kamelet.yaml | "{{crm.token}}" | "8f3a9c0d1e2b4f5a6b7c" | 39:73: warning: this looks like a secret | Set it in the environment
											recording-to-archive.camel.yaml | timeout: 10m | timeout: 10x | 7:29: durable: timeout=10x is not right | It is a time such as 60s
									recording-to-archive.camel.yaml | concurrency: 2 | concurrency: 100 | 7:47: durable: concurrency=100 is not right | It is a number from 1 to 64.
									dtmf-to-database.camel.yaml | durable:dtmf-to-database | durable:dtmf-to-database?maxAttempts=many | 6:37: durable: maxAttempts=many is not right | It is a number from 1.
									dtmf-to-database.camel.yaml | durable:dtmf-to-database | durable:dtmf-to-database?gather=soon | 6:37: durable: gather=soon is not right | It is a time from 1s to 7d, such as 10m.
									dtmf-to-database.camel.yaml | durable:dtmf-to-database | durable:dtmf-to-database?gather=8d | 6:37: durable: gather=8d is not right | from 1s to 7d
									recording-to-archive.camel.yaml | concurrency: 2 | gather: 1m, rate: 5/s | 7:52: durable: rate=5/s is not right | Leave it out with gather
									recording-to-archive.camel.yaml | concurrency: 2 | gather: 1m, schedule: "0 0 8 * * *" | 7:56: durable: schedule=0 0 8 * * * is not right | Leave it out with gather
									dtmf-to-database.camel.yaml | durable:dtmf-to-database | durable:dtmf-to-database?schedule=0 0 8 * * *&gather=1m | 6:37: durable: schedule=0 0 8 * * * is not right | Leave it out with gather
									recording-to-archive.camel.yaml | concurrency: 2 | gatherBy: called | 7:44: durable: gatherBy=called is not right | It needs gather
									recording-to-archive.camel.yaml | concurrency: 2 | gather: 1m, gatherBy: caled | 7:56: there is no variable caled | Did you mean called?
									recording-to-archive.camel.yaml | concurrency: 2 | gather: 1m, gatherBy: "${body[srcc]}" | 7:64: no event has a field srcc | Did you mean src?
									templates/sms-received.txt | ${body.text!""} | ${bdoy.text!""} | 7:3: there is no bdoy in a template | Did you mean body?
									templates/sms-received.txt | ${local_time(body | ${local_tiem(body | 5:9: there is no local_tiem in a template | Did you mean local_time?
									dtmf-to-database.camel.yaml | - route: | - beans: [{name: x, type: "io.example.Absent"}]¶- route: | 2:28: there is no class io.example.Absent | add the jar
									dtmf-to-database.camel.yaml | - route: | - beans: [{name: x, type: "java.lang.Integer", constructors: {"0": "word"}}]¶- route: | 2:28: Camel cannot load this | Cannot create instance of class: java.lang.Integer
					""")
	void an_accident_is_told(String file, String text, String mistake, String what, String mend) throws IOException {
		List<Finding> findings = check(file, text, mistake);
		assertThat(findings).as("%s", findings)
			.anySatisfy((each) -> assertThat(each.toString()).startsWith(what.startsWith(">")
					? this.folder.resolve(what.substring(1)).toString() : this.folder.resolve(file) + ":" + what)
				.contains(mend));
	}

	@Test
	void a_rule_behind_a_wider_one_and_one_without_steps_are_told() throws IOException {
		FileSystemUtils.copyRecursively(ROUTES, this.folder);
		Files.writeString(this.folder.resolve("switchboard.camel.yaml"),
				"""
						- route:
						    id: switchboard
						    from:
						      uri: durable:switchboard
						      steps:
						        - choice:
						            when:
						              - expression: {simple: {expression: "${variable.missed_call}"}}
						                steps: [{to: {uri: "durable:queue-missed-call-to-email"}}]
						              - expression: {simple: {expression: "${variable.missed_queue_call} && ${body[src]} == '1'"}}
						                steps: [{to: {uri: "durable:dtmf-to-database"}}]
						              - expression: {simple: {expression: "${variable.missed_call} && ${variable.crm_on}"}}
						                steps: [{to: {uri: "durable:unrouted"}}]
						              - expression: {simple: {expression: "${variable.event_name} == 'call.hangup'"}}
						                steps: [{to: {uri: "durable:recording-to-archive"}}]
						""");
		assertThat(CHECK.check(this.folder)).filteredOn((each) -> each.rule() == Rule.HIDDEN)
			.extracting(Finding::line)
			.containsExactly(10, 12);
		Files.writeString(this.folder.resolve("switchboard.camel.yaml"), """
				- route:
				    id: switchboard
				    from:
				      uri: durable:switchboard
				      steps:
				        - choice:
				            when:
				              - expression: {simple: {expression: "${variable.missed_call}"}}
				""");
		assertThat(CHECK.check(this.folder)).extracting(Finding::toString)
			.anyMatch((each) -> each.contains("switchboard.camel.yaml:8:17: when has no steps. Write steps: below it"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			empty.camel.yaml         | ''          | the file is empty
			comment.camel.yaml       | # a story   | the file is empty
			map.camel.yaml           | route: {}   | a file with routes is a list
			text.camel.yaml          | hello       | a file with routes is a list
			kamelets/x.kamelet.yaml  | ''          | the file is empty
			kamelets/x.kamelet.yaml  | kind: Pod   | a kamelet has a spec with a template
			statements/x.sql         | ''          | the file is empty
			""")
	void a_file_that_says_nothing_is_told(String file, String text, String what) throws IOException {
		FileSystemUtils.copyRecursively(ROUTES, this.folder);
		Files.writeString(this.folder.resolve(file), text);
		assertThat(CHECK.check(this.folder)).extracting(Finding::toString)
			.anyMatch((each) -> each.startsWith(this.folder.resolve(file).toString()) && each.contains(what));
	}

	/**
	 * A file that is cut anywhere is reported, there or in another file, or says the
	 * same.
	 */
	@Test
	void a_file_that_is_cut_at_any_line_is_told() throws IOException {
		FileSystemUtils.copyRecursively(ROUTES, this.folder);
		Path file = this.folder.resolve("queue-missed-call-to-email.camel.yaml");
		List<String> lines = Files.readAllLines(file);
		for (int end = 1; end < lines.size(); end++) {
			Files.writeString(file, String.join("\n", lines.subList(0, end)));
			assertThat(CHECK.check(this.folder)).as("cut behind line %d", end)
				.anyMatch((each) -> each.severity() == Severity.ERROR);
		}
	}

	/** All kinds of mistakes at once, in every kind of file. */
	@Test
	void several_accidents_are_told_at_once() throws IOException {
		FileSystemUtils.copyRecursively(ROUTES, this.folder);
		change("dtmf-to-database.camel.yaml", "statement: dtmf", "statement: dtmff");
		change("sms-received-to-email.camel.yaml", "variable.caller", "variable.caler");
		change("sms-received-to-database.camel.yaml", "- to:", "- too:");
		change("unrouted.camel.yaml", "      steps:", "\tsteps:");
		change("templates/sms-received.txt", "body.text", "body.txet");
		change("statements/dtmf.sql", ":?dtmf_tag", ":?dtmf_tga");
		change("kamelets/email-sink.kamelet.yaml", "#bean:mailSender", "#bean:mailSendr");
		assertThat(CHECK.check(this.folder)).filteredOn((each) -> each.severity() == Severity.ERROR)
			.extracting((each) -> this.folder.relativize(Path.of(each.file())).toString())
			.containsExactlyInAnyOrder("dtmf-to-database.camel.yaml", "sms-received-to-email.camel.yaml",
					"sms-received-to-database.camel.yaml", "unrouted.camel.yaml", "templates/sms-received.txt",
					"statements/dtmf.sql", "kamelets/email-sink.kamelet.yaml");
	}

	@Test
	void what_a_sample_is_to_do_is_said_with_keys_that_are_compared() throws IOException {
		FileSystemUtils.copyRecursively(ALL, this.folder);
		String mail = "samples/queue-missed-call-to-email.expect.yaml";
		change(mail, "mails:", "mail:");
		change(mail, "  - call-ended-to-crm\n", "  - call-ended-to-cmr\n");
		change("samples/sms-received-to-email.expect.yaml", "subject:", "subjekt:");
		change("samples/missed-call-to-slack.storm.expect.yaml", "gathered:", "gatherd:");
		Files.writeString(this.folder.resolve("samples/dtmf-to-database.expect.yaml"),
				"deliveries: dtmf-to-database\nrows:\n  statement: dtmf\n");
		Files.writeString(this.folder.resolve("samples/unrouted.hold.expect.yaml"), "- deliveries\n");
		Files.writeString(this.folder.resolve("samples/call-ended-to-http.expect.yaml"),
				"requests:\n  - body: {contain: x}\n    headers: {any: x}\n");
		Files.writeString(this.folder.resolve("samples/unrouted.hld.expect.yaml"), "gathered: unrouted.hold2\n");
		Files.writeString(this.folder.resolve("samples/call-ended-to-database.expect.yaml"),
				"answers: {contct: {name: x}, GTE cdrs: {}, query: []}\nrows:\n  - statement: call-endet\n    colour: x\n");
		Files.writeString(this.folder.resolve("samples/dtmf-to-databse.json"), "{}");
		assertThat(told().stream().map((each) -> each.replaceFirst(".*?/samples/", "").replaceFirst(":.*warning:", "")))
			.containsExactly("call-ended-to-database.expect.yaml nothing asks 'contct'. Did you mean contact?",
					"call-ended-to-database.expect.yaml nothing asks 'GTE cdrs'. Did you mean GET?",
					"call-ended-to-database.expect.yaml there is no statement call-endet. Did you mean call-ended?",
					"call-ended-to-database.expect.yaml rows have no 'colour'. There are database, values.",
					"call-ended-to-http.expect.yaml there is no key 'contain'. Did you mean contains?",
					"dtmf-to-database.expect.yaml deliveries is not a list. Write [dtmf-to-database].",
					"dtmf-to-database.expect.yaml rows is not a list. Begin each entry with a dash (-), or write [] for none.",
					"dtmf-to-databse.json there is no route dtmf-to-databse for this sample. Did you mean dtmf-to-database?",
					"missed-call-to-slack.storm.expect.yaml there is no key 'gatherd'. Did you mean gathered?",
					"queue-missed-call-to-email.expect.yaml there is no route call-ended-to-cmr. Did you mean call-ended-to-crm?",
					"queue-missed-call-to-email.expect.yaml there is no key 'mail'. Did you mean mails?",
					"sms-received-to-email.expect.yaml mails have no 'subjekt'. Did you mean subject?",
					"unrouted.hld.expect.yaml there is no sample " + this.folder.resolve("samples/unrouted.hld.json")
							+ ". Did you mean unrouted.hold.json?",
					"unrouted.hld.expect.yaml there is no sample unrouted.hold2. Did you mean unrouted.hold.json?",
					"unrouted.hold.expect.yaml the file is not names with values. Write deliveries: and mails:, for example.");
	}

	/** A rule that cannot be read, or that is always true, is one mistake. */
	@Test
	void one_mistake_in_a_rule_is_not_told_row_by_row() throws IOException {
		FileSystemUtils.copyRecursively(ALL, this.folder);
		change("switchboard.camel.yaml", "== 'call.dtmf'", "= 'call.dtmf'");
		assertThat(told()).singleElement().asString().contains("75:48: rule dtmf: its condition cannot be read");
		change("switchboard.camel.yaml", "\"${variable.event_name} = 'call.dtmf'\"", "\"true\"");
		assertThat(told()).singleElement()
			.asString()
			.contains("README.md:7:1: warning: the map says that call.missed (queue, final true) goes to",
					"; the same is wrong in lines 8, 9, 10");
	}

	/** A visual editor does this by a click. */
	@Test
	void a_disabled_rule_is_told_and_the_map_with_it() throws IOException {
		FileSystemUtils.copyRecursively(ALL, this.folder);
		change("switchboard.camel.yaml", "id: dtmf\n", "id: dtmf\n            disabled: true\n");
		assertThat(told()).hasSize(2)
			.anySatisfy((each) -> assertThat(each).contains("75:13: warning: this step is disabled"))
			.anySatisfy((each) -> assertThat(each).contains("the map says that call.dtmf"));
	}

	@Test
	void a_route_that_runs_at_a_time_of_day_is_in_no_rule_and_no_map() throws IOException {
		FileSystemUtils.copyRecursively(ALL, this.folder);
		Files.writeString(this.folder.resolve("daily-digest-to-email.camel.yaml"),
				"""
						# Each morning: one mail.
						- route:
						    id: daily-digest-to-email
						    description: Each morning becomes one email
						    from:
						      uri: durable:daily-digest-to-email
						      parameters: {schedule: "0 0 8 * * MON-FRI"}
						      steps:
						        - to:
						            id: email-digest
						            uri: kamelet:email-sink
						            parameters: {to: "{{destinations.support-email}}", subject: "Digest of ${body[due_at]}", template: missed-call}
						""");
		assertThat(CHECK.check(this.folder)).filteredOn((each) -> each.severity() != Severity.NOTE).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					class A extends RouteBuilder { public void configure() { from("direct:a").to("kamelet:email-sinc"); } } | there is no kamelet email-sinc
					class A extends RouteBuilder { public void configure() { from("direct:a").too("mock:b"); } }            | 2:74: Java cannot compile this. Cannot find symbol
					class A extends RouteBuilder { A(String x) { } public void configure() { } }                            | A has no constructor without parameters
					class A extends RouteBuilder { public void configure() { throw new IllegalStateException("hm"); } }     | its routes cannot be created: java.lang.IllegalStateException: hm
					class A extends RouteBuilder { public void configure() { configure(); } }                               | its routes cannot be created: java.lang.StackOverflowError
					class A { }                                                                                             | there are 0 classes in it that extend RouteBuilder
					class A extends RouteBuilder { public void configure() { from("durable:sms-received-to-email"); } }     | durable:sms-received-to-email has a reader already
					class A extends RouteBuilder { public void configure() { from("direct:a").to("kamelt:b"); } }           | there is no component kamelt. Did you mean kamelet?
					class A extends RouteBuilder { public void configure() { from("timr:a").to("direct:b"); } }             | there is no component timr. Did you mean timer?
					class A extends RouteBuilder { public void configure() { from("durable:a").to("kamelet:database-sink?statement=dtmf"); } } | no rule of the switchboard sends to durable:a
					""")
	void a_route_in_java_is_checked(String java, String told) throws IOException {
		FileSystemUtils.copyRecursively(ROUTES, this.folder);
		Files.writeString(this.folder.resolve("A.java"), "import org.apache.camel.builder.RouteBuilder;\n" + java);
		assertThat(CHECK.check(this.folder)).extracting(Finding::toString)
			.anySatisfy((each) -> assertThat(each).contains(told));
	}

	/** Beans that cannot be made offline are in the list of known names. */
	@Test
	void the_routes_in_java_are_known_without_a_start() throws Exception {
		assertThat(Files.readString(Path.of("src/main/java/io/switchboard/voipstudio/api/VoipstudioApiRoute.java")))
			.contains(CheckFromSettings.IN_JAVA.get(0));
		assertThat(JarBeans.get().routes()).isNotEmpty();
	}

	@Test
	void a_template_that_no_route_uses_stops_nothing() throws IOException {
		FileSystemUtils.copyRecursively(ROUTES, this.folder);
		Files.writeString(this.folder.resolve("templates/left-behind.txt"), "${variables.of_a_route_that_is_gone}");
		assertThat(CHECK.check(this.folder)).noneMatch((each) -> each.severity() == Severity.ERROR);
	}

}

package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What else happens to people who edit the folder, many accidents at once: each is told
 * with its file, its line, what is wrong and what to do.
 */
@Execution(ExecutionMode.CONCURRENT)
class FolderAccidentsTests {

	private static final FolderCheck CHECK = CheckFromSettings.of(settings());

	/** File, what stands there, what somebody wrote, what is told, and the mend. */
	private static final String EDITS = """
			dtmf-to-database.camel.yaml | durable:dtmf-to-database | durable:dtmf-to-database?max-attempts=abc | 6:37: durable: has no option max-attempts | Did you mean maxAttempts?
			dtmf-to-database.camel.yaml | durable:dtmf-to-database | durable:dtmf-to-database?maxAttempts={{mail.security}} | 6:37: durable: maxAttempts={{mail.security}} is not right | It is a number from 1.
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database¶      parameters: {schedule: "0 8 * * MON"} | 7:31: schedule: 0 8 * * MON is not a cron expression | Write six fields
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database¶      parameters: {schedule: "{{delivery.max-attempts}}"} | 7:20: schedule: 8 is not a cron expression | Write six fields
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: "durable:dtmf-to-database?schedule={{delivery.max-attempts}}" | 6:38: schedule: 8 is not a cron expression | Write six fields
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database¶      parameters: {schedule: "0 0 8 31 2 *"} | 7:31: schedule: 0 0 8 31 2 * is a day that never comes | Fix the day or the month.
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database¶      parameters: {backoff: [1s, 5s]} | 7:29: the parameter backoff is not text | Write one text
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: Durable:dtmf-to-database | 6:12: there is no component Durable | Did you mean durable?
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: "durable:dtmf-to-database " | 6:12: the address ends with a space | Remove it.
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable | 6:12: durable has no path | Write durable: and what comes after it
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable¶      parameters: {maxAttempts: 3} | 6:12: durable has no path | Write durable: and what comes after it
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable¶      parameters: {name: dtmf-to-database, maxAttempts: many} | 7:57: durable: maxAttempts=many is not right | It is a number from 1.
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database?timeout=30 | durable: timeout=30 is not right | It needs a unit: write 30s for seconds
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database?timeout=-5s | durable: timeout=-5s is not right | It is a time such as 60s
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database?timeout=4000d | durable: timeout=4000d is not right | a year at most
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database?backoff=10s,60 | durable: backoff=10s,60 is not right | write 60s for seconds
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database?gather=10 | durable: gather=10 is not right | It needs a unit
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database?maxWaits=-1 | durable: maxWaits=-1 is not right | It is a number from 0.
			queue-missed-call-to-email.camel.yaml | {waitFor: "{{queue-missed-call-to-email.record-wait}}", | {waitFor: 30, | waitFor cannot have this value | such as 10m
			queue-missed-call-to-email.camel.yaml | {waitFor: "{{queue-missed-call-to-email.record-wait}}", | {waitFor: 0, | nothing | nothing
			dtmf-to-database.camel.yaml | statement: dtmf | statement: dtmf¶              templateId: database-source | 13:15: kamelet database-sink has no property | There are
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: "durable:" | 6:12: durable: has no name | It is durable:
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: file:in?noop=maybe | 6:20: file: noop=maybe is not right | It is true or false.
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: file:in?delay=x | 6:20: file: delay=x is not right | It is a whole number.
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: timer:x?period=abc | 6:20: timer: period=abc is not right | It is a time
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: "timer:" | 6:12: timer: needs timerName | below parameters:.
			dtmf-to-database.camel.yaml | statement: dtmf | statement: {{crm.url}} | 12:26: the parameter statement is not text | Put {{name.of.a.setting}} in quotes.
			dtmf-to-database.camel.yaml | statement: dtmf | statement: my: dtmf | 12:28: this is not YAML: mapping values are not allowed here | Put a text with a colon and a space in quotes
			dtmf-to-database.camel.yaml | statement: dtmf | statement: @dtmf | 12:26: this is not YAML: found character '@' | Put a text that begins with *, @, % or ` in quotes.
			dtmf-to-database.camel.yaml | ¶      steps: | ¶      steps: | a non-breaking space (U+00A0) in the indentation | Indent with plain spaces
			dtmf-to-database.camel.yaml | statement: dtmf | statement: [dtmf] | 12:26: the parameter statement is not text | Write one text
			dtmf-to-database.camel.yaml | statement: dtmf | statement: | 12:25: the parameter statement has no value | Write one
			dtmf-to-database.camel.yaml | - to:¶ | - setVariable: {name: x, expression: {smple: {expression: "1"}}}¶        - to:¶ | 8:47: there is no language 'smple' | Did you mean simple?
			dtmf-to-database.camel.yaml | - to:¶ | - setVariable: {name: x, expression: {groovy: {expression: "1"}}}¶        - to:¶ | 8:47: there is no language groovy | Add camel-groovy and what it needs to lib/
			dtmf-to-database.camel.yaml | - to:¶ | - setVariable: {name: x, expression: {language: {language: smple, expression: "1"}}}¶        - to:¶ | 8:68: there is no language smple | Did you mean simple?
			dtmf-to-database.camel.yaml | - to:¶ | - unmarshal: {csv: {}}¶        - to:¶ | 8:23: there is no data format csv | Add camel-csv and what it needs to lib/.
			dtmf-to-database.camel.yaml | - to:¶ | - unmarshal: {json: {library: Gson}}¶        - to:¶ | 8:11: there is no data format gson | Add camel-gson and what it needs to lib/.
			dtmf-to-database.camel.yaml | - to:¶ | - throwException: {exceptionType: io.switchboard.failure.RetryLatr, message: x}¶        - to:¶ | 8:43: there is no class io.switchboard.failure.RetryLatr | Did you mean io.switchboard.failure.RetryLater?
			dtmf-to-database.camel.yaml | - to:¶ | - log: {message: hi, loggingLevel: LOUD}¶        - to:¶ | 8:44: loggingLevel cannot be 'LOUD' | There are DEBUG
			dtmf-to-database.camel.yaml | - to:¶ | - to: {id: z, uri: "log:x?level=LOUD"}¶        - to:¶ | 8:35: log: level=LOUD is not right | There are DEBUG
			dtmf-to-database.camel.yaml | - to:¶ | - throttle: {expression: {constant: {expression: 1}}, timePeriodMillis: abc}¶        - to:¶ | 8:63: timePeriodMillis cannot be 'abc' | It is a time
			dtmf-to-database.camel.yaml | - to:¶ | - to: {id: q, uri: "kamelet:database-sink?statement=dtmf", pattern: InOutt}¶        - to:¶ | 8:77: pattern cannot be 'InOutt' | Did you mean InOut?
			dtmf-to-database.camel.yaml | - to:¶ | - stop: {}¶        - to:¶ | 9:11: warning: this step is never reached: stop comes before it | put stop below a condition.
			dtmf-to-database.camel.yaml | - to:¶ | - doCatch: {exception: [java.lang.Exception], steps: [{stop: {}}]}¶        - to:¶ | 8:11: 'doCatch' is not a step by itself | It belongs in 'doTry'.
			dtmf-to-database.camel.yaml | - to:¶ | - doTry: {steps: [{log: {message: x}}], doCatch: [{exception: [java.lang.Exceptio], steps: [{log: {message: y}}]}]}¶        - to:¶ | 8:72: there is no class java.lang.Exceptio | Fix the name
			dtmf-to-database.camel.yaml | - to:¶ | - choice: {when: [{expression: {constant: {expression: "true"}}, steps: [{log: {message: x}}]}], otherwise: {}}¶        - to:¶ | 8:117: otherwise has no steps | Write steps: below it
			dtmf-to-database.camel.yaml | - route: | - errorHandler: {deadLetterChannel: {deadLetterUri: "log:x"}}¶- route: | 2:3: an errorHandler would hold for all routes | Leave it out
			dtmf-to-database.camel.yaml | - route: | - onException: {exception: [java.lang.Exception], handled: {constant: {expression: "true"}}}¶- route: | 2:3: a delivery that fails counts as delivered: onException | Leave it out
			dtmf-to-database.camel.yaml | ¶    description | ¶    autoStartup: perhaps¶    description | 4:18: autoStartup cannot be 'perhaps' | It is true or false.
			dtmf-to-database.camel.yaml | ¶    description | ¶    autoStartup: false¶    description | 4:5: warning: the route does not start by itself | Remove autoStartup
			dtmf-to-database.camel.yaml | ¶    description | ¶    autoStartup: "{{follow-up.enabled}}"¶    description | 4:5: warning: the route does not start by itself | Remove autoStartup
			dtmf-to-database.camel.yaml | ¶    description | ¶    precondition: "{{follow-up.enabled}}"¶    description | 4:5: the precondition of this route is not true, so the route is not there | Remove it.
			dtmf-to-database.camel.yaml | id: write-dtmf | id: write-dtmf¶            disabled: true | 10:13: warning: this step is disabled, and does nothing | Remove disabled: true, or the step.
			dtmf-to-database.camel.yaml | - to:¶ | - filter: {disabled: "{{mail.security}}", expression: {constant: {expression: "true"}}, steps: [{log: {message: x}}]}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - filter: {expression: {simple: {expression: "${variable.open} and ${variable.final}"}}, steps: [{log: {message: x}}]}¶        - to:¶ | 8:54: this expression cannot be read | Write && for and.
			dtmf-to-database.camel.yaml | - to:¶ | - filter: {expression: {simple: {expression: "${variable.open} == 'yes'"}}, steps: [{log: {message: x}}]}¶        - to:¶ | 8:55: open is true or false, and never 'yes' | Write ${variable.open} == true
			dtmf-to-database.camel.yaml | - to:¶ | - filter: {expression: {simple: {expression: "${variable.caller } == 'x'"}}, steps: [{log: {message: x}}]}¶        - to:¶ | the blank in ${variable.caller } is part of the name | Write ${variable.caller}.
			dtmf-to-database.camel.yaml | - to:¶ | - choice: {when: [{steps: [{log: {message: x}}]}]}¶        - to:¶ | when has no condition | Write expression:
			sms-received-to-email.camel.yaml | "{{destinations.sms-email}}" | "team(at)example.org" | 12:19: 'team(at)example.org' is not an address of mail | Write one such as support@example.org.
			sms-received-to-email.camel.yaml | "{{destinations.sms-email}}" | "{destinations.sms-email}" | 12:19: '{destinations.sms-email}' is not an address of mail | Write one
			sms-received-to-email.camel.yaml | "{{destinations.sms-email}}" | "Team <a@example.org>, b@example.org" | nothing | nothing
			sms-received-to-email.camel.yaml | "{{destinations.sms-email}}" | "" | to is empty, and kamelet email-sink needs it | Write a value.
			sms-received-to-email.camel.yaml | template: sms-received | template: "${variable.event_name}" | template takes no expression, and gets the text ${variable.event_name} | These take one: attachment, attachmentName, bcc
			call-ended-to-http.camel.yaml | "{{call-ended-to-http.url}}" | "htps://example.org/x" | 'htps://example.org/x' is not an address of a server | Write one such as https://example.org/path.
			call-ended-to-http.camel.yaml | "{{call-ended-to-http.url}}" | "https://example.org/${body[call_id]}" | url takes no expression | These take one: path.
			call-ended-to-http.camel.yaml | url: "{{ | ok: 2xx¶              url: "{{ | ok cannot have this value | such as `200-299,404`.
			kamelets/voipstudio-hangup-action.kamelet.yaml | uri: kamelet:source | uri: direct:hangup | a kamelet begins at kamelet:source | Write kamelet:source.
			kamelets/database-sink.kamelet.yaml | required: [statement] | required: statement | required is a text | Write a list: [statement].
			kamelets/database-sink.kamelet.yaml | "jdbc:database-{{database}}" | "kamelet:database-sink" | kamelet database-sink uses itself, without an end | Name another kamelet
			statements/sms-received.sql | :?text | ':?text' | in quotes :?text is text, and nothing is bound | Write it without quotes.
			statements/call-ended.sql | :?call_id | '${body[call_id]}' | a statement has no expressions, and ${body[call_id]} is text | Write :? and the name
			statements/queue-wrapup.sql | :?call_id | :#call_id | nothing is bound to :#call_id | Write :?call_id.
			statements/queue-missed-call.sql | :?call_id | :? call_id | nothing is bound to :? call_id | Write :?call_id.
			statements/dtmf.sql | :?dtmf_tag | :?DTMF_TAG | 2:63: nothing sets :?DTMF_TAG | Did you mean dtmf_tag?
			statements/settled-call.sql | insert into settled_call | insert into event | 1:1: this changes event, a table by which Switchboard itself works | Write into a table of your own
			dtmf-to-database.camel.yaml | ¶    description | ¶    routePolicy: nobody¶    description | 4:18: there is no bean nobody | Name one under beans:
			dtmf-to-database.camel.yaml | ¶            parameters:¶ | ¶            parameters: &p¶ | nothing | nothing
			dtmf-to-database.camel.yaml | ¶            parameters:¶ | ¶            parameters:¶              <<: {database: store}¶ | 12:15: Camel does not merge mappings | Write out what it would add.
			dtmf-to-database.camel.yaml | ¶      steps:¶ | ¶      steps: &s¶        - filter: {expression: {constant: {expression: "true"}}, steps: *s}¶ | 7:14: an alias (*) stands inside the mapping that it repeats | Write it out
			dtmf-to-database.camel.yaml | ¶              statement | ¶<<<<<<< HEAD¶              statement | 12:1: git could not merge this | Keep one of the two
			dtmf-to-database.camel.yaml | ¶              statement | \0\0¶              statement | dtmf-to-database.camel.yaml: a control character: U+0000 | restore the file
			sms-received-to-email.camel.yaml | {{destinations.sms-email}} | {{destinations.sms-email | 12:20: a placeholder that is not closed | It is {{name.of.a.setting}}.
			sms-received-to-email.camel.yaml | {{destinations.sms-email}} | {{}} | 12:20: a placeholder without a name | It is {{name.of.a.setting}}.
			sms-received-to-email.camel.yaml | {{destinations.sms-email}} | {{env:NOBODY_HAS_THIS}} | 12:26: there is no NOBODY_HAS_THIS in the environment | {{env:NOBODY_HAS_THIS:…}}
			sms-received-to-email.camel.yaml | ${variable.caller} | ${bean:phoneNumbers.e164x(${body[from_no]})} | 13:63: the bean phoneNumbers has no method e164x | Did you mean e164?
			sms-received-to-email.camel.yaml | - to: | - toD: | nothing | nothing
			sms-received-to-email.camel.yaml | - to:¶            id: email-copy¶            uri: kamelet:email-sink | - toD:¶            id: email-copy¶            uri: kamelet:email-sinc | 10:26: there is no kamelet email-sinc | Did you mean email-sink?
			vip-caller-transfer.camel.yaml | isOneOf( | isOneOff( | 11:93: the bean phoneNumbers has no method isOneOff | Did you mean isOneOf?
			vip-caller-transfer.camel.yaml | mayBeOver: true | mayBeOver: perhaps | 24:60: mayBeOver cannot be 'perhaps' | It is true or false.
			call-ended-to-http.camel.yaml | url: "{{ | method: PSOT¶              url: "{{ | 13:15: method cannot be 'PSOT' | Did you mean POST?
			call-ended-to-webhook.camel.yaml | {{call-ended-to-webhook.secret}} | whsec_abc | 12:64: secret cannot have this value | at least 16 bytes
			sms-received-to-email.camel.yaml | ${variable.caller} | ${header.x} | nothing sets the header x | An event comes without any
			sms-received-to-email.camel.yaml | ${variable.caller} | ${headers.caller} | nothing sets the header caller | It is a variable: write ${variable.caller}.
			sms-received-to-email.camel.yaml | ${variable.caller} | ${header[from_no]} | nothing sets the header from_no | It is a field of the event: write ${body[from_no]}.
			sms-received-to-email.camel.yaml | ${variable.caller} | ${in.header.x} | nothing sets the header x | An event comes without any
			sms-received-to-email.camel.yaml | ${variable.caller} | ${headerAs(x,String)} | nothing sets the header x | An event comes without any
			sms-received-to-email.camel.yaml | ${variable.caller} | ${exchangeProperty.foo} | nothing sets the exchange property foo | An event comes without any
			sms-received-to-email.camel.yaml | ${variable.caller} | ${variable[caler]} | 13:54: there is no variable caler | Did you mean caller?
			sms-received-to-email.camel.yaml | ${variable.caller} | ${variableAs(caler,String)} | there is no variable caler | Did you mean caller?
			dtmf-to-database.camel.yaml | - to:¶ | - setHeader: {name: team, expression: {constant: {expression: x}}}¶        - filter: {expression: {simple: {expression: "${header.taem} == 'x'"}}, steps: [{log: {message: x}}]}¶        - to:¶ | nothing sets the header taem | Did you mean team?
			dtmf-to-database.camel.yaml | - to:¶ | - setVariable: {name: x, expression: {header: {expression: dispatcher}}}¶        - to:¶ | nothing sets the header dispatcher | An event comes without any
			dtmf-to-database.camel.yaml | - to:¶ | - choice: {when: [{expression: {exchangeProperty: {expression: dispatcher}}, steps: [{log: {message: x}}]}]}¶        - to:¶ | nothing sets the exchange property dispatcher | An event comes without any
			dtmf-to-database.camel.yaml | - to:¶ | - setHeader: {name: team, expression: {constant: {expression: x}}}¶        - setVariable: {name: x, expression: {simple: {expression: "${header.Team}"}}}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - to: {id: q, uri: "kamelet:database-sink?statement=dtmf"}¶        - setVariable: {name: x, expression: {simple: {expression: "${header.Location}"}}}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - bean: {ref: phoneNumbers, method: e146}¶        - to:¶ | 8:45: the bean phoneNumbers has no method e146 | Did you mean e164?
			dtmf-to-database.camel.yaml | - to:¶ | - to: {id: q, uri: "bean:phoneNumbers?method=e146"}¶        - to:¶ | 8:54: the bean phoneNumbers has no method e146 | Did you mean e164?
			dtmf-to-database.camel.yaml | - to:¶ | - to: {id: q, uri: "bean:phoneNumbes?method=e164"}¶        - to:¶ | 8:34: there is no bean phoneNumbes | Did you mean phoneNumbers?
			dtmf-to-database.camel.yaml | - to:¶ | - toD: {id: q, uri: "htps:${variable.caller}"}¶        - to:¶ | 8:29: there is no component htps | Did you mean http
			dtmf-to-database.camel.yaml | ¶    description | ¶    errorHandler: {noErrorHandler: {}}¶    description | 4:5: warning: an errorHandler may hide failures | Leave it out
			templates/sms-received.txt | ${body.text!""} | ${headers.operator!""}${body.text!""} | 7:3: nothing sets the header operator | Write variables.operator! or body.operator!.
			kamelets/http-sink.kamelet.yaml | followRedirects: true | followRedirects: perhaps | http: followRedirects=perhaps is not right | It is true or false.
			kamelets/http-sink.kamelet.yaml | followRedirects: true | connectTimeout: abc | http: connectTimeout=abc is not right | It is a whole number.
			kamelets/email-sink.kamelet.yaml | freemarker:{{template}}.html | freemarker: | freemarker: needs resourceUri | Write it into the URI
			kamelets/email-sink.kamelet.yaml | name: email-sink | name: mail-sink | the kamelet's metadata.name is 'mail-sink' | In this file it is email-sink.
			kamelets/database-sink.kamelet.yaml | kind: Kamelet | kind: Kamelte | the kamelet's kind is 'Kamelte' | In this file it is Kamelet.
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - doTry: {steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}], doCatch: [{exception: [java.lang.Exception], steps: [{log: {message: x}}]}]} | a delivery that fails counts as delivered: doCatch ends the failure | If it is meant, say why in its description.
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - doTry: {steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}], doCatch: [{exception: [java.lang.Exception], description: nobody needs the row, steps: [{log: {message: x}}]}]} | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - doTry: {steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}], doCatch: [{exception: [java.lang.Exception], steps: [{throwException: {exceptionType: io.switchboard.failure.RetryLater, message: x}}]}]} | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - doTry: {steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}], doCatch: [{exception: [java.lang.Exception], steps: [{to: {uri: "kamelet:email-sink", parameters: {to: a@example.org, subject: x, template: missed-call}}}]}]} | warning: a delivery that fails counts as delivered: doCatch | Leave it out
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - doTry: {steps: [{to: {uri: "kamelet:voipstudio-contact-action", variableReceive: contact}}], doCatch: [{exception: [java.lang.Exception], steps: [{log: {message: x}}]}]}¶        - to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}} | nothing | nothing
			dtmf-to-database.camel.yaml | - route: | - onException: {exception: [java.lang.Exception], handled: {constant: {expression: "true"}}, steps: [{log: {message: x}}]}¶- route: | 2:3: a delivery that fails counts as delivered: onException ends the failure | durable: tries again
			dtmf-to-database.camel.yaml | - route: | - onException: {exception: [java.lang.Exception], continued: {simple: {expression: "${variable.final}"}}, steps: [{log: {message: x}}]}¶- route: | warning: a delivery that fails counts as delivered: onException | Leave it out
			dtmf-to-database.camel.yaml | - route: | - onException: {exception: [java.lang.Exception], steps: [{log: {message: x}}]}¶- route: | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - wireTap:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | 8:11: warning: the delivery does not wait for this | Write to: instead
			dtmf-to-database.camel.yaml | kamelet:database-sink¶            parameters:¶              statement: dtmf | seda:later | 8:11: warning: the delivery does not wait for this | Send to direct: instead
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - aggregate: {correlationExpression: {constant: {expression: x}}, completionSize: 10, aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy", steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | warning: the delivery does not wait for this | Write gather:
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - recipientList: {ignoreInvalidEndpoints: "true", expression: {constant: {expression: "kamelet:database-sink?statement=dtmf"}}} | warning: a destination that cannot be reached is passed over | Leave ignoreInvalidEndpoint
			dtmf-to-database.camel.yaml | - to:¶ | - log: {message: "from ${body[src]}"}¶        - to:¶ | 8:32: warning: ${body[src]} is personal data | loggingLevel: DEBUG
			dtmf-to-database.camel.yaml | - to:¶ | - log: {message: "${body}", loggingLevel: WARN}¶        - to:¶ | warning: ${body} is personal data | ${variable.event_id}
			dtmf-to-database.camel.yaml | - to:¶ | - to: {id: look, uri: "log:x?showAll=true"}¶        - to:¶ | warning: this writes the body of the event into the log | showBody: false
			dtmf-to-database.camel.yaml | - to:¶ | - log: {message: "${body} ${variable.caller}", loggingLevel: DEBUG}¶        - log: {message: "${variable.event_id} ${body[duration]}"}¶        - log: {message: "${body}", description: a test system}¶        - to: {id: look, uri: "log:x?showBody=false"}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - filter: {expression: {simple: {expression: "${variable.context_kind} == 'Queue'"}}, steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | warning: context_kind is never 'Queue' | Did you mean queue?
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - filter: {expression: {simple: {expression: "${body[context]} == 'Queue' && ${body[state]} == 'HANGUP'"}}, steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | warning: a context has several spellings, and 'Queue' may be none of them | ${variable.context_kind} == 'queue'
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - filter: {expression: {simple: {expression: "${body[destination]} == 'inbound'"}}, steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | warning: destination is never 'inbound' | Write 'in'.
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - filter: {expression: {simple: {expression: "${variable.event_name} in 'call.dtmf,call.Hangup'"}}, steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | warning: VoIPstudio is not known to send 'call.Hangup' | Did you mean call.hangup?
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - toD: {id: look, uri: "log:x?levl=${body[dtmf_tag]}&level=DEBUG"} | log: has no option levl | Did you mean level?
			sms-received-to-email.camel.yaml | ${variable.caller} | {body[text]} | 13:43: warning: {body[text]} goes out as text | Write ${body[text]}.
			sms-received-to-email.camel.yaml | ${variable.caller} | #{variable.caller} | 13:43: warning: #{variable.caller} goes out as text | Write ${variable.caller}.
			sms-received-to-email.camel.yaml | ${variable.caller} | $(body.text) | 13:43: warning: $(body.text) goes out as text | Write ${body[text]}.
			sms-received-to-email.camel.yaml | ${variable.caller} | $variable.caller | 13:43: warning: $variable.caller goes out as text | Write ${variable.caller}.
			sms-received-to-email.camel.yaml | ${variable.caller} | {{body.text}} | 13:45: there is no setting body.text | Double braces are for settings: write ${body[text]}.
			sms-received-to-email.camel.yaml | ${variable.caller} | {body} a{body.text} ${variable.caller} | nothing | nothing
			templates/sms-received.txt | ${body.text!""} | <#if body.text>x</#if> | 7:6: body.text is neither true nor false | Write <#if body.text?has_content>.
			templates/sms-received.txt | ${body.text!""} | <#if !variables.caller>x</#if> | 7:7: variables.caller is neither true nor false | ?has_content
			templates/sms-received.txt | ${body.text!""} | <#if variables.final>x</#if><#if body.final!true>x</#if><#if body.text??>x</#if> | nothing | nothing
			templates/sms-received.txt | ${body.text!""} | {body.text} | 7:1: warning: {body.text} goes out as text: it has no $ | Write ${body.text!}.
			templates/sms-received.txt | ${body.text!""} | {{body.text}} | 7:1: warning: a template has no settings, and {{body.text}} goes out as text | Write ${body.text!}.
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - idempotentConsumer: {idempotentRepository: nowhere, expression: {simple: {expression: "${variable.event_id}"}}, steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | there is no bean nowhere | Name one under beans:
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - split: {aggregationStrategy: nobody, expression: {simple: {expression: "${body}"}}, steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | there is no bean nobody | Name one under beans:
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - circuitBreaker: {steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | circuitBreaker needs a jar that is not there | breakerFailures
			dtmf-to-database.camel.yaml | - to:¶ | - setVariable: {name: event_key, expression: {constant: {expression: y}}}¶        - to:¶ | 8:31: warning: the variable event_key is Switchboard's own | Choose another name.
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - filter: {expression: {simple: {expression: "${body[src]} regex '([0-9'"}}, steps: [{to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}}}]} | '([0-9' is not a regular expression | Correct it: unclosed character class.
			sms-received-to-email.camel.yaml | ${variable.caller} | ${date:now:yyyy QQ} | 13:43: 'yyyy QQ' is not the pattern of a date | Correct it: Illegal pattern character
			sms-received-to-email.camel.yaml | ${variable.caller} | ${date:nwo:yyyy} | 13:43: ${date:nwo:yyyy} asks for no date | Write now,
			sms-received-to-email.camel.yaml | ${variable.caller} | ${date:now-24h:yyyy-MM-dd'T'HH:mm} ${date:variable.received_at:HH} ${body[src]} | nothing | nothing
			sms-received-to-email.camel.yaml | ${variable.caller} | ${body[0]} | 13:43: ${body[0]}: the body is a map | Write ${body[src]}.
			sms-received-to-email.camel.yaml | template: sms-received | template: sms-received.html | 14:25: there is no file | Write it without its ending: sms-received.
			dtmf-to-database.camel.yaml | statement: dtmf | statement: dtmf.sql | 12:26: there is no file | Write it without its ending: dtmf.
			dtmf-to-database.camel.yaml |     id: dtmf-to-database¶ |  | warning: the route has no id | Write id:
			dtmf-to-database.camel.yaml | - route: | - beans: [{name: phoneLines, type: "java.lang.StringBuilder"}]¶- route: | nothing | nothing
			dtmf-to-database.camel.yaml | - route: | - beans: [{name: mailSender, type: "java.lang.StringBuilder"}]¶- route: | 2:18: warning: Switchboard itself has a bean mailSender | Choose another name.
			dtmf-to-database.camel.yaml | - route: | - interceptSendToEndpoint: {uri: "kamelet:nobody", skipSendToOriginalEndpoint: "true", steps: [{log: {message: x}}]}¶- route: | 2:3: warning: interceptSendToEndpoint changes what all routes of this file do | Write its steps into the routes.
			dtmf-to-database.camel.yaml | - route: | - onException: {exception: [java.lang.Exception], redeliveryPolicy: {maximumRedeliveries: "50"}}¶- route: | warning: redeliveries within one attempt hold up the call | backoff
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: durable:dtmf-to-database¶      parameters: | 7:18: nothing is below parameters | look at the indentation
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - to: {id: write-dtmf, uri: "kamelet:database-sink", parameters: &own {statement: dtmf}}¶        - to: {id: again-dtmf, uri: "kamelet:database-sink", parameters: *own} | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶            id: write-dtmf¶            uri: kamelet:database-sink¶            parameters:¶              statement: dtmf | - doTry: {steps: [{to: {uri: "kamelet:voipstudio-hangup-action"}}], doCatch: [{exception: [java.lang.Exception], steps: [{log: {message: x}}]}]}¶        - to: {uri: "kamelet:database-sink", parameters: {statement: dtmf}} | warning: a delivery that fails counts as delivered: doCatch | say why in its description
			templates/sms-received.txt | ${body.text!""} | <#include "parts/none.ftl">${body.text!""} | 7:12: there is no template parts/none.ftl | There are parts/mail.html.
			templates/sms-received.txt | ${body.text!""} | ${body[text]} | 7:8: text in brackets is a variable of the template | Write body.text! or body["text"]!.
			templates/sms-received.txt | ${body.text!""} | <#if variables[caller]??>x</#if> | 7:16: caller in brackets is a variable of the template | Write variables.caller! or variables["caller"]!.
			templates/sms-received.txt | ${body.text!""} | ${caller!} | 7:3: there is no caller in a template | Write variables.caller!.
			templates/sms-received.txt | ${body.text!""} | ${known(txt!, to_no!)} | there is no to_no in a template | Write body.to_no!.
			templates/sms-received.txt | ${body.text!""} | ${event.text!} | 7:3: there is no event in a template | It has body and variables: write body.event!
			templates/sms-received.txt | ${body.text!""} | {{destinations.sms-email}} | 7:1: warning: a template has no settings, and {{destinations.sms-email}} goes out as text | Set a variable in the route
			templates/sms-received.txt | ${body.text!""} | #{body.text} | 7:1: #{…} takes a number alone | Write ${body.text}.
			templates/sms-received.txt | ${body.text!""} | $body.text | 7:1: warning: $body.text goes out as text | Write ${…!} around it.
			templates/sms-received.txt | ${body.text!""} | <#include "sms-received.txt"> | 7:12: the template includes itself by sms-received.txt, without an end | Take one of the includes out.
			templates/sms-received.txt | ${body.text!""} | <#if body.text??>x | this is not FreeMarker | You have an unclosed #if.
			templates/sms-received.txt | ${body.text!""} | <#list [1] as a><#assign b = a>${b} ${a?c} ${[1]?map(c -> c)?size}</#list><#macro m d>${d}</#macro><@m d="x"/> | nothing | nothing
			templates/sms-received.txt | ${body.text!""} | ${"Hello you: ${body.text!'nobody'} }"}${body.text!'}'}<#if body.text! == "a > b">x</#if> | nothing | nothing
			templates/sms-received.txt | ${body.text!""} | <@nothing/>${body.text!""} | 7:3: there is no macro nothing | Define it
			templates/sms-received.txt | ${body.text!""} | <<<<<<< HEAD¶${body.text!""}¶=======¶x¶>>>>>>> b | 7:1: git could not merge this | Keep one of the two
			templates/missed-call.html | import "parts/mail.html" | import "parts/mial.html" | there is no template parts/mial.html | Did you mean parts/mail.html?
			statements/dtmf.sql | insert | delete from dtmf; insert | 1:19: SQLite runs the first statement of a file | Put it into a file of its own
			statements/dtmf.sql | insert | >>>>>>> b¶insert | 1:1: git could not merge this | Keep one of the two
			""";

	@TempDir
	Path folder;

	private static StandardEnvironment settings() {
		StandardEnvironment environment = AccidentsTests.settings();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("store", Map.of("spring.datasource.url", "jdbc:sqlite:data/x.db")));
		return environment;
	}

	private record Edit(String file, String text, String mistake, String what, String mend) {

		static Edit of(String row) {
			String[] cells = row.split(" \\| ");
			return new Edit(cells[0], written(cells[1]), written(cells[2]), cells[3], cells[4]);
		}

		private static String written(String cell) {
			return cell.replace('¶', '\n').replace("\\0", "\0");
		}

		/** Of a route: with another name of the same length. */
		Edit inCopy(int number) {
			String name = this.file.replace(".camel.yaml", "");
			String other = "x%03d".formatted(number) + name.substring(4);
			return new Edit(other + ".camel.yaml", this.text.replace(name, other), this.mistake.replace(name, other),
					this.what.replace(name, other), this.mend);
		}

		void make(Path folder) throws IOException {
			Path path = folder.resolve(this.file);
			if (!Files.exists(path)) {
				Path like;
				try (var files = Files.list(folder)) {
					like = files
						.filter((each) -> !each.getFileName().toString().startsWith("x")
								&& each.getFileName().toString().substring(4).equals(this.file.substring(4)))
						.findFirst()
						.orElseThrow();
				}
				Files.writeString(path,
						Files.readString(like)
							.replace(like.getFileName().toString().replace(".camel.yaml", ""),
									this.file.replace(".camel.yaml", "")));
			}
			String original = Files.readString(path);
			assertThat(original).as(this.file).contains(this.text);
			int at = original.indexOf(this.text);
			Files.writeString(path,
					original.substring(0, at) + this.mistake + original.substring(at + this.text.length()));
		}

		boolean isTold(List<String> told) {
			return this.what.equals("nothing") ? told.stream()
				.filter((each) -> !each.contains("no rule") && !each.contains("has the id"))
				.noneMatch((each) -> each.startsWith(this.file)) : told.stream().anyMatch(this::isTold);
		}

		private boolean isTold(String finding) {
			String begin = this.what.startsWith(this.file) ? this.what : this.file + ":" + this.what;
			boolean anywhere = !Character.isDigit(this.what.charAt(0)) && finding.startsWith(this.file + ":")
					&& finding.contains(this.what);
			return (finding.startsWith(begin) || anywhere) && finding.contains(this.mend);
		}

	}

	/** Each in a file of its own, where that is a route; else in a folder of its own. */
	@Test
	void every_accident_is_told() throws IOException {
		List<Map<String, Edit>> rounds = new ArrayList<>();
		Map<String, Integer> seen = new HashMap<>();
		EDITS.lines().map(Edit::of).forEach((edit) -> {
			int round = edit.file().contains("/") ? seen.merge(edit.file(), 1, Integer::sum) - 1 : 0;
			Edit made = edit.file().contains("/") ? edit : edit.inCopy(seen.merge("routes", 1, Integer::sum));
			if (round == rounds.size()) {
				rounds.add(new LinkedHashMap<>());
			}
			rounds.get(round).put(made.file(), made);
		});
		List<String> untold = new ArrayList<>();
		for (int i = 0; i < rounds.size(); i++) {
			Path copy = copy("" + i);
			for (Edit edit : rounds.get(i).values()) {
				edit.make(copy);
			}
			List<String> told = told(copy);
			rounds.get(i)
				.values()
				.stream()
				.filter((each) -> !each.isTold(told))
				.forEach((each) -> untold
					.add(each + " in " + told.stream().filter((one) -> one.startsWith(each.file())).toList()));
		}
		assertThat(untold).isEmpty();
	}

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
	void a_route_in_java_has_an_id_of_its_own() throws IOException {
		Path copy = copy("java");
		Files.writeString(copy.resolve("Keys.java"), """
				public class Keys extends org.apache.camel.builder.RouteBuilder {
					public void configure() {
						from("durable:dtmf-to-database").routeId("dtmf-to-database")
							.setVariable("team", constant("x")) // ${variable.nobody}
							.log("${variable.evnt_name} ${variable.team} ${body[dst_nmae]} {{crm.urll}} {{crm.url}}");
					}
				}
				""");
		assertThat(told(copy)).filteredOn((each) -> each.startsWith("Keys.java:5:"))
			.satisfiesExactly(
					(each) -> assertThat(each)
						.startsWith("Keys.java:5:21: there is no variable evnt_name. Did you mean event_name?"),
					(each) -> assertThat(each).contains("no event has a field dst_nmae. Did you mean dst_name?"),
					(each) -> assertThat(each).contains("there is no setting crm.urll. Did you mean crm.url?"));
		assertThat(told(copy)).anySatisfy(
				(each) -> assertThat(each).startsWith("Keys.java: a route has the id 'dtmf-to-database', which is in ")
					.contains("dtmf-to-database.camel.yaml"));
	}

	@Test
	void a_route_in_java_is_checked_as_one_in_yaml() throws IOException {
		Path copy = copy("java-steps");
		Files.writeString(copy.resolve("Keys.java"), """
				import org.apache.camel.builder.RouteBuilder;
				public class Keys extends RouteBuilder {
					public void configure() {
						onException(Exception.class).handled(true);
						from("direct:none").routeId("none");
						from("direct:keys?blck=true").routeId("keys")
							.filter(simple("${variable.final} = true && ${body[context]} == 'Queue'")).end()
							.bean("nobody").setHeader("x", simple("{body[text]} ${body.dst_name}"))
							.toD("log:x?levl=${body[src]}&showBody=false")
							.log("${body}")
							.doTry()
								.to("kamelet:database-sink?statement=dtmf")
							.doCatch(Exception.class)
								.log("x")
							.end()
							.doTry()
								.to("kamelet:database-sink?statement=dtmf")
							.doCatch(Exception.class).description("nobody needs the row")
								.log("x")
							.end()
							.wireTap("kamelet:database-sink?statement=dtmf");
					}
				}
				""");
		Files.writeString(copy.resolve("All.java"), """
				import org.apache.camel.builder.RouteConfigurationBuilder;
				public class All extends RouteConfigurationBuilder {
					public void configuration() {
						routeConfiguration().onException(Throwable.class).continued(true);
					}
				}
				""");
		assertThat(told(copy)).map((each) -> each.replaceFirst("(?<=[a-z:'])[.;:] [A-Z].*", ""))
			.containsExactly("All.java:4:24: a delivery that fails counts as delivered: onException ends the failure",
					"Keys.java:4:3: a delivery that fails counts as delivered: onException ends the failure",
					"Keys.java:5:3: this route does nothing with an event",
					"Keys.java:6:21: direct: has no option blck",
					"Keys.java:7:20: this expression cannot be read: ${variable.final} = true && ${body[context]} == 'Queue'",
					"Keys.java:7:69: warning: a context has several spellings, and 'Queue' may be none of them",
					"Keys.java:8:11: there is no bean nobody", "Keys.java:8:43: warning: {body[text]} goes out as text",
					"Keys.java:8:56: ${body.dst_name}: the body is a map", "Keys.java:9:16: log: has no option levl",
					"Keys.java:10:10: warning: ${body} is personal data, and goes into the log",
					"Keys.java:13:5: a delivery that fails counts as delivered: doCatch ends the failure");
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

	/** Each delivery would end with a StackOverflowError. */
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

	/** The map would be wrong only because the rule is. */
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

	/** A pattern that recurses once a character would need more stack than there is. */
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

	/** It would end this JVM. */
	@Test
	void a_route_in_java_that_ends_the_process_is_not_loaded() throws IOException {
		Path copy = copy("end");
		Files.writeString(copy.resolve("Keys.java"), """
				public class Keys extends org.apache.camel.builder.RouteBuilder {
					public void configure() { // System.exit(1)
						System.exit(3);
					}
				}
				""");
		assertThat(told(copy)).contains("Keys.java:3:3: System.exit(…) would end Switchboard itself. Take it out.");
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

	/** What is not a file, no UTF-8, or is named so that nobody reads it. */
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
		// nobody's business
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

	private static void mark(Path file) throws IOException {
		Files.writeString(file, "\uFEFF" + Files.readString(file));
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

	private Path copy(String name) throws IOException {
		Path copy = this.folder.resolve(name);
		FileSystemUtils.copyRecursively(Path.of("routes"), copy);
		return copy;
	}

	private static List<String> told(Path copy) {
		return CHECK.check(copy)
			.stream()
			.filter((each) -> each.severity() != Severity.NOTE)
			.map((each) -> each.toString().replace(copy + "/", ""))
			.toList();
	}

}

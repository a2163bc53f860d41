package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many mistakes at once. Each is reported with its file, its line, what is wrong and what
 * to do.
 */
class FolderAccidentsTests extends FolderAccidentsBench {

	/** Each row: the file, the right text, the mistake, the finding, and its mend. */
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
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: timer:x?period=1000 | 6:12: warning: this route runs on each node at that time | parameters: {schedule:
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: file:in | 6:12: warning: what this route reads from file: is no event | a hook of your own
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: file:in¶      description: the old system writes there | nothing | nothing
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: quartz:x?cron=0+0+8+*+*+? | 6:12: there is no component quartz | or better write durable: with schedule:.
			dtmf-to-database.camel.yaml | uri: durable:dtmf-to-database | uri: kamelet:kafka-source?topic=x | 6:20: there is no kamelet kafka-source | It would be
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
			dtmf-to-database.camel.yaml | - to:¶ | - choice: {when: [{expression: {constant: {expression: "true"}}, steps: [{throwException: {exceptionType: java.lang.IllegalStateException, message: x}}]}, {expression: {constant: {expression: "true"}}, steps: [{delay: {expression: {constant: {expression: "20"}}}}]}]}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - choice: {when: [{expression: {constant: {expression: "true"}}, steps: [{stop: {}}]}, {expression: {constant: {expression: "true"}}, steps: [{log: {message: x}}]}], otherwise: {steps: [{stop: {}}]}}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - choice: {when: [{expression: {constant: {expression: "true"}}, steps: [{stop: {}}, {log: {message: x}}]}]}¶        - to:¶ | warning: this step is never reached: stop comes before it | put stop below a condition.
			dtmf-to-database.camel.yaml | - to:¶ | - choice: {when: [{expression: {constant: {expression: "true"}}, steps: [{log: {message: x}}]}], otherwise: {steps: [{stop: {}}, {log: {message: y}}]}}¶        - to:¶ | warning: this step is never reached: stop comes before it | put stop below a condition.
			dtmf-to-database.camel.yaml | - to:¶ | - doTry: {steps: [{throwException: {exceptionType: java.lang.IllegalStateException, message: x}}], doCatch: [{exception: [java.lang.IllegalStateException], steps: [{log: {message: y}}, {throwException: {exceptionType: io.switchboard.failure.PermanentFailure, message: z}}]}]}¶        - to:¶ | nothing | nothing
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
			dtmf-to-database.camel.yaml | - to:¶ | - delay: {expression: {constant: {expression: "90000"}}}¶        - to:¶ | 8:56: this delay takes 90 s, and an attempt ends after 60 s: no delivery gets past it | RetryLater
			dtmf-to-database.camel.yaml | - to:¶ | - delay: {expression: {constant: {expression: "5000"}}}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - delay: {expression: {constant: {expression: "5s"}}}¶        - to:¶ | delay cannot be '5s' | a number of milliseconds
			dtmf-to-database.camel.yaml | - to:¶ | - delay: {expression: {simple: {expression: "${body[duration]}"}}}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - loop: {expression: {constant: {expression: "20"}}, steps: [{delay: {expression: {constant: {expression: "5000"}}}}]}¶        - to:¶ | this delay takes 100 s in 20 rounds | RetryLater
			dtmf-to-database.camel.yaml | - to:¶ | - loop: {expression: {constant: {expression: "three"}}, steps: [{log: {message: x}}]}¶        - to:¶ | loop cannot be 'three' | a whole number
			dtmf-to-database.camel.yaml | - to:¶ | - loop: {expression: {constant: {expression: "0"}}, steps: [{log: {message: x}}]}¶        - to:¶ | warning: the steps of this loop never run | how many rounds
			dtmf-to-database.camel.yaml | - to:¶ | - loop: {expression: {simple: {expression: "3"}}, steps: [{log: {message: x}}]}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - loop: {doWhile: "true", expression: {simple: {expression: "${variable.final}"}}, steps: [{log: {message: x}}]}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - loop: {doWhile: "true", expression: {constant: {expression: "true"}}, steps: [{log: {message: x}}]}¶        - to:¶ | this loop never ends | becomes false
			dtmf-to-database.camel.yaml | - to:¶ | - dynamicRouter: {expression: {constant: {expression: "log:x?showBody=false"}}}¶        - to:¶ | this never ends | to: or toD:
			dtmf-to-database.camel.yaml | - to:¶ | - throttle: {expression: {constant: {expression: "none"}}}¶        - to:¶ | throttle cannot be 'none' | rate:
			dtmf-to-database.camel.yaml | - to:¶ | - throttle: {expression: {constant: {expression: "1"}}, timePeriodMillis: "300000"}¶        - to:¶ | warning: a delivery may wait 300 s here | rate:
			dtmf-to-database.camel.yaml | - to:¶ | - pollEnrich: {expression: {constant: {expression: "file:in?fileName=x"}}}¶        - to:¶ | warning: pollEnrich waits until something comes | timeout: 5000
			dtmf-to-database.camel.yaml | - to:¶ | - pollEnrich: {timeout: "2000", expression: {constant: {expression: "file:in?fileName=x"}}}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - transacted: {}¶        - to:¶ | 8:11: warning: transacted takes nothing back | one statement
			dtmf-to-database.camel.yaml | - to:¶ | - saga: {steps: [{log: {message: x}}]}¶        - to:¶ | 8:11: saga needs a coordinator | Leave it out
			dtmf-to-database.camel.yaml | - to:¶ | - sample: {samplePeriod: "60000"}¶        - to:¶ | warning: sample lets few events pass | gather:
			dtmf-to-database.camel.yaml | - to:¶ | - sample: {samplePeriod: "60000", description: one an hour is enough}¶        - to:¶ | nothing | nothing
			dtmf-to-database.camel.yaml | - to:¶ | - multicast: {timeout: "1000", parallelProcessing: "true", steps: [{log: {message: x}}]}¶        - to:¶ | warning: what has not ended by this timeout is cut off | Leave it out
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
			sms-received-to-email.camel.yaml | ${variable.caller} | ${date:now-24h:yyyy-MM-dd'T'HH:mm} ${date:exchangeCreated:HH} ${body[src]} | nothing | nothing
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
			templates/call-ended-to-http.json | "unknown"}", | "unknown"}" | 6:3: this can never be JSON | Write a comma before it.
			templates/call-ended-to-http.json | "outcome" | outcome | 4:3: this can never be JSON | A name stands in double quotes
			templates/call-ended-to-http.json | "${variables.caller}", | '${variables.caller}', | 8:13: this can never be JSON | Unexpected character
			templates/call-ended-to-http.json | ${number(body.duration!"")}, | ${number(body.duration!"")}, // seconds | 11:43: this can never be JSON | Unexpected character
			templates/call-ended-to-http.json | "${console_url}/calls/${variables.root_call_id!""}" | "${console_url}/calls/${variables.root_call_id!""}", | 13:1: this can never be JSON | no comma before the end
			templates/call-ended-to-http.json | "${variables.caller}", | "${variables.caller} \\"${variables.final}\\"", "x": ${variables.final}, "y": [${number("1")}, 2], | nothing | nothing
			templates/call-ended-to-http.json | "${variables.caller}", | "${variables.caller}", <#if variables.final>"x": 1,</#if> | nothing | nothing
			templates/sms-received.txt | ${body.text!""} | ${local_time} | 7:3: local_time is a function | Write ${local_time(…)}
			templates/sms-received.txt | ${body.text!""} | <#assign phone = "1">${phone} | nothing | nothing
			templates/sms-received.txt | ${body.text!""} | <#if body.text > 5>x</#if> | 7:6: body.text is neither true nor false | The sign > ends it: write gt
			templates/sms-received.txt | ${body.text!""} | <@mail.row "x">y</@mail.row> | 7:3: nothing is imported as mail | Write <#import "parts/mail.html" as mail> at the top.
			statements/dtmf.sql | :?dtmf_tag | coalesce(:?dtmf_tag, '{{1,2},{a,b}}') | nothing | nothing
			statements/dtmf.sql | :?dtmf_tag | {{crm.url}} | 2:63: a statement has no settings, and {{crm.url}} is text | Set a variable with it in the route
			statements/dtmf.sql | :?dtmf_tag | :?body[dtmf_tag] | 2:63: :?body[dtmf_tag] is not the name of a parameter | Write :?dtmf_tag.
			statements/dtmf.sql | :?dtmf_tag | :?variable.caller | 2:63: :?variable.caller is not the name of a parameter | Write :?caller.
			statements/dtmf.sql | :?dtmf_tag | :?cdr.billsec | 2:63: :?cdr.billsec is not the name of a parameter | write :?cdr_billsec.
			statements/dtmf.sql | :?src | src | 2:90: the database does not accept this statement | To bind the value of the event, write :?src.
			statements/dtmf.sql | :?src | "src" | 2:90: warning: SQLite takes "src" for a text | Write :?src for the value of the event, or 'src' for a text.
			statements/dtmf.sql | :?src | "unheard" | 2:90: warning: SQLite takes "unheard" for a text | Write a text in single quotes: 'unheard'.
			statements/dtmf.sql | :?src | 'it's' | 2:94: the database does not accept this statement | Near "s": syntax error.
			statements/dtmf.sql | :?src, | :?src, :?src, | 2:1: the database does not accept this statement | 10 values for 9 columns.
			statements/dtmf.sql | insert into dtmf | insert into "dtmf" | nothing | nothing
			dtmf-to-database.camel.yaml | statement: dtmf | statement: "insert into dtmf (event_key) values (:?event_key)" | 12:27: there is no file | Write the name of a file
			dtmf-to-database.camel.yaml | statement: dtmf | statement: "${body[event_name]}" | 12:27: statement takes no expression | Write the name of a file
			dtmf-to-database.camel.yaml | statement: dtmf | statement: statements/dtmf | 12:26: there is no file | Write it without the folder: dtmf.
			sms-received-to-email.camel.yaml | ${variable.caller} | ${date:variable.received_at:HH} | 13:43: received_at is no date here | Take letters of it
			statements/dtmf.sql | insert | >>>>>>> b¶insert | 1:1: git could not merge this | Keep one of the two
			""";

	private record Edit(String file, String text, String mistake, String what, String mend) {

		static Edit of(String row) {
			String[] cells = row.split(" \\| ");
			return new Edit(cells[0], written(cells[1]), written(cells[2]), cells[3], cells[4]);
		}

		private static String written(String cell) {
			return cell.replace('¶', '\n').replace("\\0", "\0");
		}

		/**
		 * The same mistake in a copy of the route with another name of the same length.
		 */
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

	/**
	 * Each mistake has a copy of its route, or a copy of the folder for another kind of
	 * file.
	 */
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

}

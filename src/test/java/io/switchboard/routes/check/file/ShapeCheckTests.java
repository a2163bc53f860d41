package io.switchboard.routes.check.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.switchboard.FewRoutes;
import io.switchboard.routes.check.AccidentsBench;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every spelling that Camel accepts is right; a cut file is reported. */
class ShapeCheckTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "to: direct:x", "to: {uri: \"direct:x\", id: a, description: b}",
			"to: {uri: seda, parameters: {name: x, size: 5}}", "toD: \"direct:${body}\"", "toD: {uri: \"direct:x\"}",
			"to-d: {uri: \"direct:x\"}", "wireTap: {uri: \"direct:x\"}", "wire-tap: {uri: \"direct:x\"}",
			"log: \"text\"", "log: {message: \"${body}\", loggingLevel: DEBUG}",
			"log: {message: \"${body}\", logging-level: DEBUG}", "setBody: {simple: \"${body}\"}",
			"setBody: {expression: {simple: \"${body}\"}}",
			"setBody: {expression: {simple: {expression: \"${body}\"}}}", "setBody: {constant: 5}",
			"set-body: {constant: x}", "setHeader: {name: x, constant: y}",
			"setVariable: {name: x, expression: {method: {ref: b, method: m}}}",
			"setVariables: {variables: [{name: x, constant: y}]}", "setProperty: {name: x, simple: y}",
			"removeHeaders: {pattern: \"*\"}", "removeHeader: {name: x}", "removeVariable: {name: x}",
			"filter: {simple: \"${body}\", steps: [{log: x}]}",
			"filter: {expression: {simple: {expression: \"${body}\"}}, steps: [{log: x}]}",
			"choice: {when: [{simple: \"${body}\", steps: [{log: x}]}], otherwise: {steps: [{log: y}]}}",
			"split: {expression: {variable: {expression: x}}, steps: [{log: x}]}",
			"split: {simple: \"${body}\", streaming: true, steps: [{log: x}]}",
			"loop: {constant: 3, steps: [{log: x}]}", "multicast: {steps: [{log: x}]}",
			"doTry: {steps: [{log: x}], doCatch: [{exception: [java.lang.Exception], steps: [{log: x}]}], doFinally: {steps: [{log: z}]}}",
			"circuitBreaker: {resilience4jConfiguration: {slidingWindowSize: 3}, steps: [{log: x}], onFallback: {steps: [{log: x}]}}",
			"throwException: {exceptionType: java.lang.IllegalStateException, message: x}",
			"throw-exception: {exceptionType: java.lang.IllegalStateException, message: x}", "stop: {}", "stop:",
			"delay: {constant: 5}", "delay: {expression: {constant: {expression: 5}}}", "process: {ref: x}",
			"bean: {ref: x, method: y}", "bean: {beanType: java.lang.Object}", "script: {groovy: x}",
			"marshal: {json: {}}", "unmarshal: {json: {library: Jackson}}", "convertBodyTo: {type: String}",
			"enrich: {constant: \"direct:x\"}", "pollEnrich: {simple: \"file:x\", timeout: 5}",
			"aggregate: {correlationExpression: {constant: x}, completionSize: 3, aggregationStrategy: \"#class:x\", steps: [{log: x}]}",
			"recipientList: {simple: \"direct:x\"}",
			"idempotentConsumer: {simple: x, idempotentRepository: y, steps: [{log: x}]}", "kamelet: {name: x}",
			"kamelet: {name: x, parameters: {a: b}}", "transform: {simple: x}", "validate: {simple: x}",
			"step: {id: x, steps: [{log: x}]}", "throttle: {constant: 5}", "pipeline: {steps: [{log: x}]}",
			"saga: {steps: [{log: x}]}", "loadBalance: {roundRobinLoadBalancer: {}, steps: [{log: x}]}",
			"claimCheck: {operation: Push}", "poll: {uri: \"file:x\"}", "resequence: {simple: x, steps: [{log: x}]}",
			"sort: {simple: x}" })
	void a_step_that_camel_takes_has_the_right_shape(String step) throws IOException {
		assertThat(findings("""
				- route:
				    id: x
				    from:
				      uri: direct:y
				      steps:
				        - %s
				""".formatted(step))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "- from: {uri: \"direct:x\", steps: [{log: x}]}",
			"- from: {uri: direct, parameters: {name: x}, steps: [{log: x}]}",
			"- beans: [{name: x, type: java.lang.Object, properties: {a: b}, constructors: {\"0\": y}}]",
			"- onException: {exception: [java.lang.Exception], handled: {constant: true}, steps: [{log: x}]}",
			"- errorHandler: {noErrorHandler: {}}", "- intercept: {steps: [{log: x}]}",
			"- routeConfiguration: {id: x, onException: [{onException: {exception: [java.lang.Exception], steps: [{log: x}]}}]}",
			"- routeTemplate: {id: x, parameters: [{name: y}], from: {uri: \"direct:x\", steps: [{log: x}]}}",
			"- route: {id: x, autoStartup: false, startupOrder: 5, from: {uri: \"direct:x\", steps: [{log: x}]}}",
			"- rest: {path: /x, get: [{path: /y, to: \"direct:x\"}]}" })
	void what_stands_at_the_top_of_a_file_has_the_right_shape(String text) throws IOException {
		assertThat(findings(text)).isEmpty();
	}

	private List<Finding> findings(String text) throws IOException {
		Findings findings = new Findings();
		YamlFile file = YamlFile.read(Files.writeString(this.folder.resolve("x.camel.yaml"), text), findings);
		assertThat(file).isNotNull();
		new ShapeCheck(file, findings).routes();
		return findings.sorted();
	}

	/** A file that is cut anywhere is reported or right; nothing is thrown. */
	@Test
	void no_text_is_too_much_for_the_check() throws IOException {
		FolderCheck check = CheckFromSettings.of(AccidentsBench.settings());
		FewRoutes.copyTo(this.folder, Set.of("sms-received-to-email", "queue-missed-call-to-email",
				"missed-call-sms-back", "vip-caller-transfer"));
		Random random = new Random(7);
		List<Path> files;
		try (var all = Files.walk(this.folder)) {
			files = all.filter((file) -> file.toString().matches(".*\\.(yaml|sql|html|txt|json|md)")).sorted().toList();
		}
		int times = 25;
		for (int i = 0; i < times; i++) {
			Path file = files.get(random.nextInt(files.size()));
			String text = Files.readString(file);
			int at = random.nextInt(text.length());
			String odd = switch (random.nextInt(4)) {
				case 0 -> text.substring(0, at);
				case 1 -> text.substring(0, at) + "\n  " + text.substring(at);
				case 2 -> text.substring(0, at) + text.substring(Math.min(at + 1 + random.nextInt(40), text.length()));
				default ->
					text.substring(0, at) + "{}[]:\"'#${\t&*!|>%@`,?-".charAt(random.nextInt(22)) + text.substring(at);
			};
			Files.writeString(file, odd);
			assertThat(check.check(this.folder)).as("%s: %s", file, odd).isNotNull();
			Files.writeString(file, text);
		}
	}

}

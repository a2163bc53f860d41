package io.switchboard.routes.check.decision;

import java.util.List;
import java.util.Set;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The findings for a switchboard that does more than decide, and for other routes that
 * send to channels.
 */
class WiringCheckTests extends WiringBench {

	@Test
	void what_only_decides_may_start() throws Exception {
		Checked check = check(RULE, "rows", ROWS);
		assertThat(check.problems()).isEmpty();
		assertThat(check.warnings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "to: {uri: \"kamelet:rows-sink\"}", "to: {uri: \"direct:x\"}", "to: \"http://localhost\"",
			"to: {uri: \"seda:x\"}", "to: {uri: \"{{the.name}}:x\"}", "toD: {uri: \"durable:${variable.x}\"}",
			"toD: {uri: \"kamelet:${variable.x}\"}", "wireTap: {uri: \"durable:rows\"}", "wireTap: {uri: \"seda:x\"}",
			"enrich: {expression: {constant: {expression: \"durable:rows\"}}}",
			"enrich: {expression: {simple: {expression: \"http://x\"}}}",
			"pollEnrich: {expression: {constant: {expression: \"file:x\"}}}", "poll: {uri: \"file:x\"}",
			"process: {ref: \"#bean:x\"}", "bean: {ref: x, method: y}",
			"script: {expression: {groovy: {expression: x}}}",
			"recipientList: {expression: {constant: {expression: \"durable:rows\"}}}",
			"routingSlip: {expression: {constant: {expression: \"durable:rows\"}}}",
			"dynamicRouter: {expression: {constant: {expression: \"durable:rows\"}}}",
			"multicast: {steps: [{to: {uri: \"durable:rows\"}}]}",
			"loop: {expression: {constant: {expression: \"3\"}}, steps: [{to: {uri: \"durable:rows\"}}]}",
			"split: {expression: {simple: {expression: \"${body}\"}}, steps: [{to: {uri: \"durable:rows\"}}]}",
			"pipeline: {steps: [{to: {uri: \"durable:rows\"}}]}", "threads: {poolSize: 2}",
			"delay: {expression: {constant: {expression: \"60000\"}}}",
			"throttle: {expression: {constant: {expression: \"1\"}}}", "stop: {}",
			"setVariable: {name: final, expression: {constant: {expression: \"true\"}}}",
			"setBody: {expression: {constant: {expression: \"x\"}}}",
			"setProperty: {name: x, expression: {constant: {expression: \"x\"}}}",
			"setHeader: {name: x, expression: {constant: {expression: \"x\"}}}", "removeVariable: {name: final}",
			"log: {message: \"${body}\"}",
			"throwException: {exceptionType: java.lang.IllegalStateException, message: x}",
			"doTry: {steps: [{to: {uri: \"durable:rows\"}}]}", "convertBodyTo: {type: String}",
			"idempotentConsumer: {expression: {simple: {expression: x}}, idempotentRepository: x, steps: [{to: {uri: \"durable:rows\"}}]}",
			"aggregate: {correlationExpression: {simple: {expression: x}}, aggregationStrategy: x, steps: [{to: {uri: \"durable:rows\"}}]}",
			"circuitBreaker: {steps: [{to: {uri: \"durable:rows\"}}]}", "kamelet: {name: rows-sink}",
			"loadBalance: {roundRobinLoadBalancer: {}, steps: [{to: {uri: \"durable:rows\"}}]}", "marshal: {json: {}}",
			"unmarshal: {json: {}}", "validate: {expression: {simple: {expression: \"${body}\"}}}" })
	void whatever_may_have_an_effect_is_refused_in_the_switchboard(String step) throws Exception {
		for (String depth : List.of("        ", "              ")) {
			install();
			refused(step, depth);
		}
	}

	private void refused(String step, String depth) throws Exception {
		List<String> problems = check(RULE + depth + "- " + step, "rows", ROWS).problems();
		assertThat(problems).as(step)
			.anyMatch((problem) -> problem.contains("may not be in the switchboard")
					&& problem.startsWith("switchboard.camel.yaml:11:"));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"- onException: {exception: [java.lang.Exception], steps: [{to: {uri: \"kamelet:rows-sink\"}}]}",
			"- onCompletion: {steps: [{to: {uri: \"kamelet:rows-sink\"}}]}",
			"- intercept: {steps: [{to: {uri: \"kamelet:rows-sink\"}}]}",
			"- interceptFrom: {steps: [{to: {uri: \"kamelet:rows-sink\"}}]}",
			"- routeConfiguration: {onCompletion: [{onCompletion: {steps: [{to: {uri: \"kamelet:rows-sink\"}}]}}]}",
			"- interceptSendToEndpoint: {uri: \"durable:*\", steps: [{to: {uri: \"kamelet:rows-sink\"}}]}" })
	void what_holds_for_the_whole_file_is_refused(String around) throws Exception {
		this.camel.disableJMX();
		load("switchboard", around + """

				- route:
				    id: switchboard
				    from:
				      uri: durable:switchboard
				      steps:
				""" + RULE);
		assertThat(checked(Set.of()).problems()).anyMatch((problem) -> problem.contains("switchboard.camel.yaml")
				&& problem.contains("may not be in the switchboard"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "to: {uri: \"kamelet:rows-sink\", parameters: {where: \"durable:rows\"}}",
			"to: {uri: \"durable:rows\"}", "to: \"durable:rows\"", "to: {uri: \"durable://rows\"}",
			"to: {uri: \"{{the.channel}}\"}", "to: {uri: \"durable:{{the.name}}\"}",
			"toD: {uri: \"durable:${body[x]}\"}", "wireTap: {uri: \"durable:rows\"}",
			"wireTap: {uri: \"durable:${variable.x}\"}",
			"recipientList: {expression: {constant: {expression: \"direct:x,durable:rows\"}}}",
			"recipientList: {expression: {simple: {expression: \"durable:${body[x]}\"}}}",
			"routingSlip: {expression: {constant: {expression: \"durable:rows\"}}}",
			"dynamicRouter: {expression: {simple: {expression: \"durable:rows\"}}}",
			"enrich: {expression: {constant: {expression: \"durable:rows\"}}}",
			"pollEnrich: {expression: {constant: {expression: \"durable:rows\"}}}", "poll: {uri: \"durable:rows\"}",
			"multicast: {steps: [{to: {uri: \"durable:rows\"}}]}",
			"filter: {expression: {simple: {expression: \"${body}\"}}, steps: [{to: {uri: \"durable:rows\"}}]}",
			"choice: {when: [{expression: {simple: {expression: \"${body}\"}}, steps: [{to: {uri: \"durable:rows\"}}]}]}",
			"choice: {when: [{expression: {simple: {expression: \"${body}\"}}, steps: [{log: {message: x}}]}], otherwise: {steps: [{to: {uri: \"durable:rows\"}}]}}",
			"doTry: {steps: [{log: {message: x}}], doCatch: [{exception: [java.lang.Exception], steps: [{to: {uri: \"durable:rows\"}}]}]}",
			"circuitBreaker: {steps: [{log: {message: x}}], onFallback: {steps: [{to: {uri: \"durable:rows\"}}]}}",
			"saga: {compensation: \"durable:rows\", steps: [{log: {message: x}}]}" })
	void only_the_switchboard_sends_to_a_channel(String step) throws Exception {
		for (String from : List.of("durable:rows", "direct:other", "timer:x")) {
			install();
			List<String> problems = check(RULE, "rows", from.equals("durable:rows") ? "[]" : ROWS, "other", """
					- route:
					    id: other
					    from:
					      uri: %s
					      steps:
					        - %s
					""".formatted(from, step)).problems();
			assertThat(problems).as(step)
				.anyMatch((problem) -> problem.startsWith("other.camel.yaml:6:")
						&& problem.contains("only the switchboard may send to durable:"));
		}
	}

	@Test
	void a_route_in_java_may_not_send_to_a_channel() throws Exception {
		this.java.add(new RouteBuilder() {
			@Override
			public void configure() {
				onException(IllegalStateException.class).to("durable:rows");
				from("direct:java").routeId("in-java").split(body()).to("durable:rows").end();
				from("direct:dead").routeId("dead").errorHandler(deadLetterChannel("durable:rows")).log("x");
			}
		});
		assertThat(check(RULE, "rows", ROWS).problems())
			.anyMatch((problem) -> problem.contains("route in-java: only the switchboard may send to durable:rows"))
			.anyMatch((problem) -> problem.contains("route dead: only the switchboard may send to durable:rows"));
	}

	@Test
	void a_kamelet_may_not_send_to_a_channel() throws Exception {
		kamelet("durable:rows");
		assertThat(check(RULE, "rows", ROWS).problems()).singleElement()
			.asString()
			.contains("rows-sink.kamelet.yaml:12:21: only the switchboard may send to durable:rows");
	}

	@Test
	void a_route_that_comes_with_the_jar_need_not_be_used() throws Exception {
		this.java.add(new RouteBuilder() {
			@Override
			public void configure() {
				from("durable:in-java").routeId("in-java").log("x");
			}
		});
		this.java.get(0).setResource(ResourceHelper.fromString("source:io.example.InJavaRoute", ""));
		assertThat(check(RULE, "rows", ROWS).problems()).isEmpty();
	}

	/** Mistakes that only a start or a reload would refuse, without a line. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					platform-http:/my/orders         |                                | platform-http:/my/orders cannot be reached | 5
					platform-http:orders             |                                | platform-http:/orders cannot be reached | 5
					platform-http:/hooks/mine        |                                | platform-http:/hooks/mine is behind a door | 5
					platform-http:/webhooks          |                                | platform-http:/webhooks is behind a door | 5
					platform-http:/http/orders       |                                | platform-http:/http/orders has a reader already, route first in first.camel.yaml:5 | 5
					platform-http:http/orders        | httpMethodRestrict: "post"     | has a reader already | 5
					platform-http:/http/orders       | httpMethodRestrict: "GET,PSOT" | there is no method 'PSOT'. Did you mean POST? | 6
					platform-http:/http/orders       | httpMethodRestrict: "GET,PUT"  | | 0
					platform-http:/http/orders/{id}  |                                | | 0
					platform-http:/{{the.name}}/x    |                                | platform-http:/rows/x cannot be reached | 5
					""")
	void a_door_of_ones_own_can_be_reached_and_is_one(String uri, String parameters, String told, int line)
			throws Exception {
		String own = """
				- route:
				    id: %s
				    from:
				      %s
				      uri: %s
				      parameters: {%s}
				      steps: [{log: {message: x}}]
				""";
		List<String> problems = check(RULE, "rows", ROWS, "first",
				own.formatted("first", "description: x", "platform-http:/http/orders", "httpMethodRestrict: POST"),
				"second", own.formatted("second", "description: x", uri, (parameters != null) ? parameters : ""))
			.problems();
		if (told == null) {
			assertThat(problems).isEmpty();
		}
		else {
			assertThat(problems).singleElement().asString().startsWith("second.camel.yaml:" + line).contains(told);
		}
	}

	@Test
	void the_paths_of_rest_can_be_reached() throws Exception {
		String rest = """
				- rest:
				    path: /%s/orders
				    get: [{path: "/{id}", to: "direct:order"}]
				- route: {from: {uri: "direct:order", steps: [{log: {message: x}}]}}
				""";
		assertThat(check(RULE, "rows", ROWS, "rest", rest.formatted("http")).problems()).isEmpty();
		install();
		assertThat(check(RULE, "rows", ROWS, "rest", rest.formatted("my")).problems()).singleElement()
			.asString()
			.startsWith("rest.camel.yaml")
			.contains("platform-http:/my/orders/{id} cannot be reached");
	}

}

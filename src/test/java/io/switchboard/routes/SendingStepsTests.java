package io.switchboard.routes;

import java.nio.file.Path;

import io.switchboard.failure.Skipped;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The reason why a delivery sent nothing names a step of its route. */
class SendingStepsTests {

	private static final CamelContext CAMEL = new DefaultCamelContext();

	@BeforeAll
	static void routes() throws Exception {
		CAMEL.addComponent("durable", new DirectComponent());
		CAMEL.getCamelContextExtension().addInterceptStrategy(new SendingSteps(Path.of("routes")));
		CAMEL.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				// @formatter:off
				from("durable:filter")
					.to("kamelet:voipstudio-contact-action")
					.filter(simple("${body} == 'send'"))
						.to("mock:sent");
				from("durable:choice")
					.choice().id("which")
						.when(simple("${body} == 'send'")).to("mock:sent")
					.end();
				from("durable:once")
					.idempotentConsumer(simple("${body}"), new MemoryIdempotentRepository()).id("by-body")
						.to("mock:sent");
				from("durable:after")
					.to("direct:unsent")
					.filter(simple("${body} == 'send'"))
						.to("direct:unsent")
						.to("mock:sent");
				from("durable:list")
					.filter(simple("${body} == 'x'")).setHeader("x", constant("y")).end()
					.recipientList(constant("mock:sent"));
				from("durable:loop")
					.filter(simple("${body} == 'x'"))
						.loop(2).setHeader("x", constant("y")).to("mock:sent").end()
					.end();
				from("durable:java")
					.filter().body(String.class, "send"::equals).id("asks")
						.to("mock:sent");
				from("durable:none").log("seen");
				from("direct:unsent").process((exchange) -> Skipped.unsent(exchange, "they said STOP"));
				routeTemplate("voipstudio-contact-action").from("kamelet:source").to("log:found");
				// @formatter:on
			}
		});
		CAMEL.start();
	}

	@AfterAll
	static void stop() {
		CAMEL.stop();
	}

	@Test
	void a_route_that_sent_was_not_skipped() {
		assertThat(why("filter", "send")).isNull();
		assertThat(why("choice", "send")).isNull();
		assertThat(why("once", "1")).isNull();
		assertThat(why("after", "send")).isNull();
		assertThat(why("list", "send")).isNull();
		assertThat(why("loop", "x")).isNull();
		assertThat(why("none", "x")).isNull();
	}

	@Test
	void a_route_that_a_condition_ended_says_which() {
		assertThat(why("filter", "x")).isEqualTo("this condition of the route was not true: ${body} == 'send'");
		assertThat(why("java", "x")).isEqualTo("a condition in Java was not true, at the route's filter asks");
		assertThat(why("loop", "send")).startsWith("this condition of the route was not true");
		assertThat(why("choice", "x")).isEqualTo("the route chose no step that sends, at its choice which");
		assertThat(why("once", "2")).isNull();
		assertThat(why("once", "2")).isEqualTo("the same was done before, says the idempotent consumer by-body");
		assertThat(why("after", "x")).isEqualTo("they said STOP");
	}

	private static String why(String route, String body) {
		Exchange exchange = CAMEL.createFluentProducerTemplate().withProcessor((each) -> {
			Skipped.begin(each);
			each.getMessage().setBody(body);
		}).to("durable:" + route).send();
		assertThat(exchange.getException()).isNull();
		return Skipped.why(exchange);
	}

}

package io.switchboard.delivery.durable;

import java.util.List;

import io.switchboard.failure.RefusedForNow;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The reason of a failure names the step that failed. */
class FailedStepTests {

	@ParameterizedTest
	@CsvSource({ "direct:plain, in-none", "direct:block, in-filter", "direct:split, in-split", "direct:unit, in-unit",
			"direct:parallel, in-parallel", "direct:nested, in-all", "direct:handled, other" })
	void the_step_of_the_routes_own_file_is_named_in_a_block_as_well(String route, String step) throws Exception {
		assertThat(failed(route)).isEqualTo(step);
	}

	private static @Nullable String failed(String route) throws Exception {
		try (CamelContext context = new DefaultCamelContext()) {
			context.getCamelContextExtension().addInterceptStrategy(new FailedStep());
			context.addRoutes(new Routes());
			context.start();
			Exchange exchange = context.getEndpoint(route).createExchange();
			exchange.getIn().setBody(List.of("a", "b"));
			FailedStep.begin(exchange);
			context.createProducerTemplate().send(route, exchange);
			assertThat(exchange.getException()).isNotNull();
			return FailedStep.of(exchange);
		}
	}

	private static final class Routes extends RouteBuilder {

		@Override
		public void configure() {
			from("direct:away").throwException(new RefusedForNow("not now")).id("inside");
			// @formatter:off
			from("direct:plain").to("direct:away").id("in-none");
			from("direct:block").filter(constant(true)).id("filter").to("direct:away").id("in-filter").end();
			from("direct:split").split(body()).id("split").to("direct:away").id("in-split").end();
			from("direct:unit").split(body()).shareUnitOfWork().to("direct:away").id("in-unit").end();
			from("direct:parallel").split(body()).parallelProcessing().to("direct:away").id("in-parallel").end();
			from("direct:nested")
				.split(body())
					.filter(constant(true))
						.multicast().to("direct:away").id("in-all").end()
					.end()
				.end();
			from("direct:handled")
				.doTry().to("direct:away").id("handled").doCatch(RefusedForNow.class).end()
				.filter(simple("${body.noSuchMethod}")).id("other").to("mock:none").end();
			// @formatter:on
		}

	}

}

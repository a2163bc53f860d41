package io.switchboard.routes.dryrun;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel keeps the steps of some blocks outside its own lists. */
class UnknownBeansTests {

	@Test
	void a_bean_is_noted_wherever_it_stands() throws Exception {
		RouteBuilder routes = new RouteBuilder(new DefaultCamelContext()) {
			@Override
			public void configure() {
				from("direct:a").id("a")
					.choice()
					.when(simple("${body}"))
					.bean("absent")
					.otherwise()
					.bean("absent")
					.end()
					.circuitBreaker()
					.bean("absent")
					.onFallback()
					.bean("absent")
					.end()
					.doTry()
					.bean("absent")
					.doCatch(Exception.class)
					.bean("absent")
					.doFinally()
					.bean("absent")
					.end()
					.multicast()
					.pipeline()
					.bean("absent")
					.end()
					.end()
					.bean("absent");
			}
		};
		routes.configure();
		RouteDefinition route = routes.getRouteCollection().getRoutes().get(0);
		new UnknownBeans((name) -> false).onAddRouteDefinition(route);
		// the text of the step leaves this block out
		CircuitBreakerDefinition breaker = (CircuitBreakerDefinition) route.getOutputs().get(1);
		assertThat(route.toString() + breaker.getOnFallback().getOutputs()).doesNotContain("absent");
	}

}

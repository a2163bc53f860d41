package io.switchboard.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Ten rules as the switchboard's YAML has them, and the same in Java predicates: {@code /http/decisions?way=simple&n=1000}
 * decides so often for what the last of them wants, and answers with the nanoseconds of CPU for each.
 */
@Configuration(proxyBeanMethods = false)
class Decisions {

	private static final int ROUTES = 10;

	@Bean
	RouteBuilder decisionRoutes() {
		return new RouteBuilder() {
			@Override
			@SuppressWarnings("unchecked")
			public void configure() {
				RouteDefinition simple = from("direct:decisions-simple").routeId("decisions-simple");
				RouteDefinition java = from("direct:decisions-java").routeId("decisions-java");
				for (int i = 1; i <= ROUTES; i++) {
					String name = (i < ROUTES) ? "bench.event-" + i : "call.hangup";
					String route = "bench-" + i + "-to-nowhere";
					// as durable: does it, to which only the switchboard may send
					Processor target = (exchange) -> exchange.getProperty("SwitchboardDecision", Set.class).add(route);
					simple.filter(simple("${variable.event_name} == '" + name + "' && ${variable.context_kind} == 'user'")).process(target);
					java.filter((exchange) -> name.equals(exchange.getVariable("event_name"))
							&& "user".equals(exchange.getVariable("context_kind"))).process(target);
				}
			}
		};
	}

	@Bean
	ServletRegistrationBean<HttpServlet> decisionsServlet(CamelContext camel) {
		return new ServletRegistrationBean<>(new DecisionsServlet(camel), "/http/decisions");
	}

	static class DecisionsServlet extends HttpServlet {

		private final transient CamelContext camel;

		DecisionsServlet(CamelContext camel) {
			this.camel = camel;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			Endpoint endpoint = this.camel.getEndpoint("direct:decisions-" + request.getParameter("way"));
			Processor route = this.camel.getRoute("decisions-" + request.getParameter("way")).getProcessor();
			int number = Integer.parseInt(request.getParameter("n"));
			long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
			for (int i = 0; i < number; i++) {
				decide(endpoint, route);
			}
			long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
			response.setContentType("application/json");
			response.getOutputStream().write(("{\"nanos\":" + nanos / number + "}").getBytes());
		}

		private static void decide(Endpoint endpoint, Processor route) {
			Exchange exchange = endpoint.createExchange();
			LinkedHashSet<String> decision = new LinkedHashSet<>();
			exchange.setProperty("SwitchboardDecision", decision);
			exchange.setVariable("event_name", "call.hangup");
			exchange.setVariable("context_kind", "user");
			try {
				route.process(exchange);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			if (!decision.contains("bench-10-to-nowhere")) {
				throw new IllegalStateException("decided for " + decision + ", " + exchange.getException());
			}
		}

	}

}

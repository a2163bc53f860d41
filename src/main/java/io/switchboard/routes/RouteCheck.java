package io.switchboard.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.LifecycleStrategySupport;

import org.springframework.stereotype.Component;

/**
 * Before anything starts: what a route sends to exists and is used as it describes
 * itself, and templates and statements can be understood. Else the first event would find
 * out, half a minute a try.
 */
@Component
class RouteCheck extends LifecycleStrategySupport {

	private final RoutesSettings settings;

	private final StatementCheck statements;

	private final TemplateCheck templates;

	RouteCheck(RoutesSettings settings, StatementCheck statements, TemplateCheck templates) {
		this.settings = settings;
		this.statements = statements;
		this.templates = templates;
	}

	@Override
	public void onContextInitializing(CamelContext context) throws VetoCamelContextStartException {
		List<RouteDefinition> routes = context.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.getRouteDefinitions();
		List<String> problems = new ArrayList<>(problems(routes, new KameletCheck(this.settings.dir(), context)));
		problems.addAll(this.statements.problems(this.settings.dir().resolve("statements")));
		problems.addAll(this.templates.problems(this.settings.dir().resolve("templates")));
		if (!problems.isEmpty()) {
			throw new VetoCamelContextStartException(String.join("\n", problems), context, true);
		}
	}

	private List<String> problems(Collection<RouteDefinition> routes, KameletCheck kamelets) {
		Set<String> inputs = new HashSet<>();
		routes.forEach((route) -> inputs.add(target(route.getInput().getEndpointUri())));
		List<String> problems = new ArrayList<>();
		for (RouteDefinition route : routes) {
			for (SendDefinition<?> send : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(),
					SendDefinition.class)) {
				problems(send.getEndpointUri(), inputs, kamelets).forEach((problem) -> problems
					.add("%s: route %s: %s".formatted(where(route, send), route.getId(), problem)));
			}
		}
		if (!inputs.contains("durable:switchboard") || !inputs.contains("durable:unrouted")) {
			problems.add(
					"%s: the routes switchboard (from durable:switchboard) and unrouted (from durable:unrouted) must both be there"
						.formatted(this.settings.dir()));
		}
		return problems;
	}

	private List<String> problems(String uri, Set<String> inputs, KameletCheck kamelets) {
		String target = target(uri);
		if (target.startsWith("durable:") || target.startsWith("direct:")) {
			return inputs.contains(target) ? List.of()
					: List.of("nothing reads from %s; is there a route 'from: %s', and is the name spelt as there?"
						.formatted(target, target));
		}
		if (target.startsWith("kamelet:")) {
			return kamelets.problems(target.substring("kamelet:".length()),
					uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "");
		}
		return List.of();
	}

	/**
	 * The scheme and the name, without options: {@code kamelet://email-sink?to=…} is
	 * {@code kamelet:email-sink}.
	 */
	private static String target(String uri) {
		return uri.replaceFirst("(?s)\\?.*", "").replaceFirst("://", ":").replaceFirst("^(kamelet:[^/]+)/.*", "$1");
	}

	private static String where(RouteDefinition route, SendDefinition<?> send) {
		Resource resource = route.getResource();
		String file = (resource != null) ? resource.getLocation().replaceFirst("^file:", "") : "Java";
		return (send.getLineNumber() > 0) ? file + ", line " + send.getLineNumber() : file;
	}

}

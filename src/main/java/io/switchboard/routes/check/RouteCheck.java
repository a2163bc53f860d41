package io.switchboard.routes.check;

import java.util.ArrayList;
import java.util.List;

import io.switchboard.delivery.durable.Switches;
import io.switchboard.routes.RoutesSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Before anything starts: what a route sends to exists and is used as it describes
 * itself, the switchboard does nothing but decide, and templates and statements can be
 * understood. Else the first event would find out, half a minute a try.
 */
@Component
class RouteCheck extends LifecycleStrategySupport {

	private static final Logger log = LoggerFactory.getLogger(RouteCheck.class);

	private final RoutesSettings settings;

	private final StatementCheck statements;

	private final TemplateCheck templates;

	private final Switches switches;

	RouteCheck(RoutesSettings settings, StatementCheck statements, TemplateCheck templates, Switches switches) {
		this.settings = settings;
		this.statements = statements;
		this.templates = templates;
		this.switches = switches;
	}

	@Override
	public void onContextInitializing(CamelContext context) throws VetoCamelContextStartException {
		WiringCheck wiring = new WiringCheck(this.settings.dir(), context, this.switches.facts().keySet());
		wiring.warnings().forEach(log::warn);
		List<String> problems = new ArrayList<>(wiring.problems());
		problems.addAll(this.statements.problems(this.settings.dir().resolve("statements")));
		problems.addAll(this.templates.problems(this.settings.dir().resolve("templates")));
		if (!problems.isEmpty()) {
			throw new VetoCamelContextStartException(String.join("\n", problems), context, true);
		}
	}

}

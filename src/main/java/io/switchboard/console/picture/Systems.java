package io.switchboard.console.picture;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.SendDefinition;

/** Which systems a kamelet reaches, by what its template sends to. */
final class Systems {

	private static final String VOIPSTUDIO = "VoIPstudio API";

	private static final Map<String, String> BY_SCHEME = Map.of("smtp", "mail", "smtps", "mail", "jdbc", "database",
			"sql", "database", "file", "files");

	private Systems() {
	}

	static Set<String> of(String kamelet, Model model) {
		Set<String> systems = new TreeSet<>();
		RouteTemplateDefinition template = model.getRouteTemplateDefinition(kamelet);
		if (template != null) {
			for (SendDefinition<?> send : ProcessorDefinitionHelper
				.filterTypeInOutputs(template.getRoute().getOutputs(), SendDefinition.class)) {
				add(RouteSteps.target(send.getEndpointUri()), systems);
			}
			if (template.getTemplateParameters() != null
					&& template.getTemplateParameters().stream().anyMatch((each) -> each.getName().equals("file"))) {
				systems.add("files");
			}
		}
		if (systems.isEmpty()) {
			// a bean does it
			String word = kamelet.split("-", 2)[0];
			systems.add(word.equals("voipstudio") ? VOIPSTUDIO : word);
		}
		return systems;
	}

	private static void add(String target, Set<String> systems) {
		String scheme = target.split(":", 2)[0];
		if (target.equals("direct:voipstudio-api")) {
			systems.add(VOIPSTUDIO);
		}
		else if (scheme.startsWith("http")) {
			String host = target.replaceFirst("^https?:/*", "").replaceFirst("/.*", "");
			systems.add(host.equals("crm") ? "CRM" : host);
		}
		else if (BY_SCHEME.containsKey(scheme)) {
			systems.add(BY_SCHEME.get(scheme));
		}
	}

}

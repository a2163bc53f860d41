package io.switchboard.routes.values;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.Kamelet;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.RouteTemplateHelper;
import org.apache.camel.util.URISupport;

/**
 * Camel's kamelets with another way to pass properties. The value of a property is not
 * part of a URI. It comes in one spelling for each kind of place in which a kamelet may
 * use it.
 */
class SafeKamelets extends KameletComponent {

	/**
	 * Parameters that Camel itself reads, unless the kamelet has a property of that name.
	 */
	private static final Set<String> CAMELS_OWN = Set.of(Kamelet.PARAM_ROUTE_ID, Kamelet.PARAM_TEMPLATE_ID,
			Kamelet.PARAM_LOCATION, Kamelet.PARAM_UUID, Kamelet.NO_ERROR_HANDLER, "block", "timeout",
			"failIfNoConsumers", "bridgeErrorHandler", "lazyStartProducer", "exceptionHandler", "exchangePattern");

	private final Placeholders placeholders;

	private final Words words;

	private final PassingKamelets passing;

	private boolean isLocated;

	SafeKamelets(CamelContext camel, Placeholders placeholders, Words words) {
		this.placeholders = placeholders;
		this.words = words;
		this.passing = new PassingKamelets(camel);
	}

	/**
	 * Once. Camel's own for Spring Boot would then set the folder that somebody edits, in
	 * place of a copy of one moment.
	 */
	@Override
	public void setLocation(String location) {
		if (!this.isLocated) {
			super.setLocation(location);
		}
		this.isLocated = true;
	}

	@Override
	protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
		if (remaining.equals(Kamelet.SOURCE_ID) || remaining.equals(Kamelet.SINK_ID)) {
			return super.createEndpoint(uri, remaining, parameters);
		}
		if (this.passing.isPassing()) {
			Map<String, Object> given = new HashMap<>(parameters);
			parameters.clear();
			return this.passing.endpoint(uri, this, () -> kamelet(uri, remaining, new HashMap<>(given)));
		}
		boolean isMarked = parameters.values().stream().anyMatch((each) -> Capsule.isMarked(String.valueOf(each)));
		KameletEndpoint endpoint = kamelet(uri, remaining, parameters);
		if (isMarked) {
			Scope.keepKamelet(endpoint);
		}
		return endpoint;
	}

	private KameletEndpoint kamelet(String uri, String remaining, Map<String, Object> parameters) throws Exception {
		List<RouteTemplateParameterDefinition> properties = properties(remaining.replaceFirst("/.*", ""), parameters);
		Set<String> names = properties.stream()
			.map(RouteTemplateParameterDefinition::getName)
			.collect(Collectors.toSet());
		Map<String, Object> camels = new HashMap<>();
		Map<String, Object> others = new HashMap<>();
		parameters.forEach((name, value) -> {
			boolean ours = names.contains(name) || !CAMELS_OWN.contains(name);
			(ours ? others : camels).put(name, value);
		});
		parameters.clear();
		URISupport.resolveRawParameterValues(others);
		Map<String, Object> spelt = new HashMap<>();
		properties.stream()
			.filter((each) -> each.getDefaultValue() != null)
			.forEach((each) -> spell(each.getName(), Capsule.text(each.getDefaultValue()), spelt));
		others.forEach((name, value) -> spell(name, String.valueOf(value), spelt));
		KameletEndpoint endpoint = (KameletEndpoint) super.createEndpoint(uri, remaining, camels);
		Map<String, Object> all = new HashMap<>(endpoint.getKameletProperties());
		all.putAll(spelt);
		endpoint.setKameletProperties(all);
		return endpoint;
	}

	/** The properties that the kamelet describes. */
	private List<RouteTemplateParameterDefinition> properties(String kamelet, Map<String, Object> parameters)
			throws Exception {
		ModelCamelContext model = (ModelCamelContext) getCamelContext();
		if (model.getRouteTemplateDefinition(kamelet) == null) {
			Object own = parameters.get(Kamelet.PARAM_LOCATION);
			RouteTemplateHelper.loadRouteTemplateFromLocation(model, getRouteTemplateLoaderListener(), kamelet,
					(own instanceof String location && !Capsule.isText(location)) ? location : getLocation());
		}
		RouteTemplateDefinition template = model.getRouteTemplateDefinition(kamelet);
		return (template != null && template.getTemplateParameters() != null) ? template.getTemplateParameters()
				: List.of();
	}

	private void spell(String name, String value, Map<String, Object> spelt) {
		if (Capsule.isData(value)) {
			String data = Capsule.open(value);
			spelt.put(name, data);
			spelt.put(Placeholders.SIMPLE + "/" + name, this.words.inSimple(data));
			spelt.put(Placeholders.PREDICATE + "/" + name, this.words.inSimple(data));
			return;
		}
		ValueText text = ValueText.of(Capsule.isText(value) ? Capsule.open(value) : value);
		if (this.placeholders.isMissing(text)) {
			return;
		}
		spelt.put(name, text.raw(this.placeholders::raw));
		spelt.put(Placeholders.SIMPLE + "/" + name, text.joined(this.placeholders::simple, this.words::inSimple));
		spelt.put(Placeholders.PREDICATE + "/" + name, text.joined(this.placeholders::simple, (each) -> each));
	}

}

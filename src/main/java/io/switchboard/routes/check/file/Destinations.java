package io.switchboard.routes.check.file;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.routes.values.Values;
import org.apache.camel.CamelContext;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.InterceptSendToEndpointDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.Model;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.jspecify.annotations.Nullable;

/** Finds the destinations of a step, whatever its kind. */
public class Destinations {

	private static final Pattern SLASHES = Pattern.compile(":/{1,2}");

	private final CamelContext camel;

	/**
	 * Reads steps.
	 * @param camel knows settings and beans
	 */
	public Destinations(CamelContext camel) {
		this.camel = camel;
	}

	/** Knows settings and components. */
	public CamelContext camel() {
		return this.camel;
	}

	/** The destinations that are written in the step. An expression may make others. */
	public List<String> of(ProcessorDefinition<?> step) {
		return written(step).filter(Objects::nonNull).map(this::resolved).toList();
	}

	private static Stream<@Nullable String> written(ProcessorDefinition<?> step) {
		if (step instanceof EndpointRequiredDefinition fixed) {
			return Stream.of(fixed.getEndpointUri());
		}
		if (step instanceof ToDynamicDefinition dynamic) {
			return Stream.of(dynamic.getUri());
		}
		if (step instanceof InterceptSendToEndpointDefinition intercepted) {
			return Stream.of(intercepted.getUri());
		}
		if (step instanceof SagaDefinition saga) {
			return Stream.of(saga.getCompensation(), saga.getCompletion())
				.filter(Objects::nonNull)
				.map((action) -> action.getUri());
		}
		boolean sends = step instanceof RecipientListDefinition || step instanceof RoutingSlipDefinition
				|| step instanceof DynamicRouterDefinition || step instanceof EnrichDefinition
				|| step instanceof PollEnrichDefinition;
		return (sends && step instanceof ExpressionNode node && node.getExpression() != null)
				? Stream.of(node.getExpression().getExpression()) : Stream.of();
	}

	/** The destinations that a step gives to a kamelet as properties. */
	public List<String> ofKamelet(ProcessorDefinition<?> step) {
		if (!(step instanceof ToDefinition to) || !to.getEndpointUri().matches("(?s)kamelet:[^?]*\\?.*")) {
			return List.of();
		}
		try {
			String query = to.getEndpointUri().substring(to.getEndpointUri().indexOf('?') + 1);
			return Values.parameters(query)
				.values()
				.stream()
				.map(this::resolved)
				.filter((value) -> value.matches("durable:[a-z0-9-]+"))
				.toList();
		}
		catch (URISyntaxException ex) {
			return List.of();
		}
	}

	/** What is written in Camel's language for REST. */
	public List<RestDefinition> rests() {
		return this.camel.getCamelContextExtension().getContextPlugin(Model.class).getRestDefinitions();
	}

	/** The value of an option, even if an address cannot hold it. */
	public String value(String option) {
		String held = option.startsWith("#bean:")
				? this.camel.getRegistry().lookupByNameAndType(option.substring("#bean:".length()), String.class)
				: null;
		return (held != null) ? held : option;
	}

	/**
	 * Replaces placeholders by settings. The text stays as written if a setting is
	 * missing.
	 */
	public String resolved(String uri) {
		if (!uri.contains("{{")) {
			return uri;
		}
		try {
			return this.camel.resolvePropertyPlaceholders(uri);
		}
		catch (RuntimeException ex) {
			return Values.shown(uri);
		}
	}

	/** All steps of a route, including those in other steps. */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public static List<ProcessorDefinition<?>> steps(List<ProcessorDefinition<?>> outputs) {
		List<ProcessorDefinition<?>> all = new ArrayList(
				ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class));
		for (ProcessorDefinition<?> step : List.copyOf(all)) {
			// Camel's own search leaves these out
			if (step instanceof CircuitBreakerDefinition breaker && breaker.getOnFallback() != null) {
				all.addAll(steps(breaker.getOnFallback().getOutputs()));
			}
		}
		return all;
	}

	/** The channels that a destination names, as {@code durable:<name>}. */
	public static List<String> channels(String destination) {
		List<String> channels = new ArrayList<>();
		for (String each : destination.split("[,\\s]+")) {
			if (each.startsWith("durable:")) {
				channels.add(target(each));
			}
		}
		return channels;
	}

	/**
	 * The scheme and the name, without options: {@code kamelet://email-sink?to=…} is
	 * {@code kamelet:email-sink}.
	 */
	public static String target(String uri) {
		String target = (uri.indexOf('?') >= 0) ? uri.substring(0, uri.indexOf('?')) : uri;
		if (target.indexOf('/') < 0) {
			return target;
		}
		return SLASHES.matcher(target).replaceFirst(":").replaceFirst("^(kamelet:[^/]+)/.*", "$1");
	}

	/** The statements that run in another database than the store, with that database. */
	public static Map<String, String> databases(List<RouteDefinition> routes) {
		Map<String, String> databases = new HashMap<>();
		for (RouteDefinition route : routes) {
			for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
				Map<String, String> given = (step instanceof SendDefinition<?> send) ? parameters(send.getEndpointUri())
						: Map.of();
				if (given.containsKey("statement") && given.containsKey("database")) {
					databases.put(given.get("statement"), given.get("database"));
				}
			}
		}
		return databases;
	}

	private static Map<String, String> parameters(String uri) {
		try {
			return uri.startsWith("kamelet:") && uri.contains("?")
					? Values.parameters(uri.substring(uri.indexOf('?') + 1)) : Map.of();
		}
		catch (URISyntaxException ex) {
			return Map.of();
		}
	}

}

package io.switchboard.console.picture;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.switchboard.console.picture.Wiring.Step;
import io.switchboard.routes.values.Values;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.jspecify.annotations.Nullable;

/** A route's steps, one line each. */
final class RouteSteps {

	private RouteSteps() {
	}

	static List<Step> of(List<ProcessorDefinition<?>> definitions) {
		List<Step> steps = new ArrayList<>();
		definitions.forEach((each) -> add(each, 0, steps));
		return steps;
	}

	private static void add(ProcessorDefinition<?> step, int depth, List<Step> steps) {
		String id = (step.getId() != null) ? step.getId() : "";
		if (step instanceof SendDefinition<?> send) {
			steps.add(send(id, depth, send.getEndpointUri()));
		}
		else if (step instanceof ChoiceDefinition choice) {
			choice.getWhenClauses().forEach((when) -> {
				steps.add(new Step(idOf(when.getId()), depth, "if", List.of(), expression(when)));
				when.getOutputs().forEach((each) -> add(each, depth + 1, steps));
			});
			if (choice.getOtherwise() != null) {
				steps.add(new Step("", depth, "otherwise", List.of(), ""));
				choice.getOtherwise().getOutputs().forEach((each) -> add(each, depth + 1, steps));
			}
		}
		else {
			steps.add(new Step(id, depth, words(step), List.of(), expression(step)));
			step.getOutputs().forEach((each) -> add(each, depth + 1, steps));
		}
	}

	private static String idOf(@Nullable String id) {
		return (id != null) ? id : "";
	}

	private static String words(ProcessorDefinition<?> step) {
		if (step instanceof SplitDefinition) {
			return "for each of";
		}
		return switch (step.getShortName()) {
			case "filter" -> "only if";
			case "throwException" -> "give up, or ask for more time";
			default -> step.getShortName();
		};
	}

	private static Step send(String id, int depth, String uri) {
		String target = target(Values.shown(uri));
		List<String> kamelets = target.startsWith("kamelet:") ? List.of(target.substring("kamelet:".length()))
				: List.of();
		return new Step(id, depth, kamelets.isEmpty() ? target : kamelets.get(0), kamelets, parameters(uri));
	}

	private static String parameters(String uri) {
		try {
			String query = uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "";
			return Values.parameters(query)
				.entrySet()
				.stream()
				.map((each) -> each.getKey() + ": " + each.getValue())
				.collect(Collectors.joining(", "));
		}
		catch (URISyntaxException ex) {
			return "";
		}
	}

	/** The scheme and the name, without options. */
	static String target(String uri) {
		return uri.replaceFirst("(?s)\\?.*", "").replaceFirst("://", ":").replaceFirst("^(kamelet:[^/]+)/.*", "$1");
	}

	/** Of a step or a {@code when} that has one in words, else empty. */
	static String expression(Object step) {
		ExpressionDefinition expression = (step instanceof HasExpressionType node) ? node.getExpressionType() : null;
		// what is written in Java has no language
		boolean words = expression != null && !expression.getLanguage().isEmpty();
		return (words && expression.getExpression() != null) ? Values.shown(expression.getExpression()) : "";
	}

}

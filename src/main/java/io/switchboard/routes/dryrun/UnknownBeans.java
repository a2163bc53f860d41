package io.switchboard.routes.dryrun;

import java.util.List;
import java.util.function.Predicate;

import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a bean that is not known here, such as one of a jar in {@code lib}. A step is
 * noted, and a value is unknown.
 */
final class UnknownBeans extends ModelLifecycleStrategySupport {

	private final Predicate<String> known;

	UnknownBeans(Predicate<String> known) {
		this.known = known;
	}

	@Override
	public void onAddRouteDefinition(RouteDefinition route) {
		replace(route.getOutputs());
	}

	private void replace(List<ProcessorDefinition<?>> steps) {
		for (int i = 0; i < steps.size(); i++) {
			ProcessorDefinition<?> step = steps.get(i);
			if (step instanceof BeanDefinition bean && isUnknown(bean.getRef())) {
				String name = name(bean.getRef()) + ((bean.getMethod() != null) ? "." + bean.getMethod() : "");
				ProcessDefinition noted = new ProcessDefinition(
						(Processor) (exchange) -> Effects.add(exchange, EffectReader.bean(name, exchange)));
				noted.setId(bean.getId());
				noted.setParent(step.getParent());
				steps.set(i, noted);
				continue;
			}
			if (step instanceof ExpressionNode node && isUnknown(node.getExpression())) {
				node.setExpression(new ConstantExpression(Unknown.ANSWER.toString()));
			}
			if (step instanceof ChoiceDefinition choice) {
				replace(choice);
			}
			else {
				replace(step.getOutputs());
			}
			if (step instanceof CircuitBreakerDefinition breaker && breaker.getOnFallback() != null) {
				replace(breaker.getOnFallback().getOutputs());
			}
		}
	}

	/** Its outputs are a copy, in which nothing can be replaced. */
	private void replace(ChoiceDefinition choice) {
		for (WhenDefinition when : choice.getWhenClauses()) {
			if (isUnknown(when.getExpression())) {
				when.setExpression(new ConstantExpression(Unknown.ANSWER.toString()));
			}
			replace(when.getOutputs());
		}
		if (choice.getOtherwise() != null) {
			replace(choice.getOtherwise().getOutputs());
		}
	}

	private boolean isUnknown(@Nullable ExpressionDefinition expression) {
		return expression instanceof MethodCallExpression call && isUnknown(call.getRef());
	}

	private boolean isUnknown(@Nullable String reference) {
		return reference != null && !this.known.test(name(reference));
	}

	private static String name(@Nullable String reference) {
		return String.valueOf(reference).replaceFirst("^#(?:bean:)?", "");
	}

}

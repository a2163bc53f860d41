package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/** Notes the steps of an exchange, and the step at which it first failed. */
final class StepTrace implements InterceptStrategy {

	private static final String PROPERTY = "SwitchboardStepTrace";

	/** The steps that an exchange has run. */
	static final class Steps {

		private final Map<String, Integer> ran = new LinkedHashMap<>();

		private final List<NamedNode> failed = new ArrayList<>();

		private synchronized void ran(NamedNode step) {
			this.ran.merge(step.getId(), 1, Integer::sum);
		}

		private synchronized void failed(NamedNode step) {
			this.failed.add(step);
		}

		/**
		 * The steps of a route, in the order of its file.
		 * @param route its definition
		 */
		synchronized List<Preview.Step> of(RouteDefinition route) {
			List<Preview.Step> steps = new ArrayList<>();
			add(route.getOutputs(), 0, steps);
			return steps;
		}

		private void add(List<ProcessorDefinition<?>> outputs, int depth, List<Preview.Step> steps) {
			for (ProcessorDefinition<?> step : outputs) {
				List<Preview.Step> inner = new ArrayList<>();
				add(step.getOutputs(), depth + 1, inner);
				int ran = Math.max(this.ran.getOrDefault(step.getId(), 0),
						inner.stream().mapToInt(Preview.Step::ran).max().orElse(0));
				steps.add(new Preview.Step(step.hasCustomIdAssigned() ? step.getId() : null, step.getShortName(),
						step.getLineNumber(), depth, ran, this.failed.contains(step)));
				steps.addAll(inner);
			}
		}

		/** The innermost step of a route that failed; null if none did. */
		synchronized @Nullable NamedNode failedOf(RouteDefinition route) {
			return this.failed.stream().filter((step) -> isWithin(step, route)).findFirst().orElse(null);
		}

		private static boolean isWithin(@Nullable NamedNode step, RouteDefinition route) {
			return step != null && (step == route || isWithin(step.getParent(), route));
		}

	}

	/** Includes copies of the exchange. */
	static Steps begin(Exchange exchange) {
		Steps steps = new Steps();
		exchange.setProperty(PROPERTY, steps);
		return steps;
	}

	@Override
	public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode step, Processor target,
			@Nullable Processor next) {
		if (step instanceof RouteDefinition || step.getId() == null) {
			return target;
		}
		return new DelegateAsyncProcessor(AsyncProcessorConverterHelper.convert(target)) {
			@Override
			public boolean process(Exchange exchange, AsyncCallback callback) {
				Steps steps = exchange.getProperty(PROPERTY, Steps.class);
				if (steps == null) {
					return super.process(exchange, callback);
				}
				steps.ran(step);
				return super.process(exchange, (doneSync) -> {
					if (exchange.getException() != null) {
						steps.failed(step);
					}
					callback.done(doneSync);
				});
			}
		};
	}

}

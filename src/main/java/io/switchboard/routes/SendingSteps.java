package io.switchboard.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

import io.switchboard.failure.Skipped;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Notes whether a delivery has run a step of its route that sends or writes, and which
 * condition it came to. So a delivery that a filter ended says which one.
 */
@Component
class SendingSteps implements InterceptStrategy {

	/** What Java prints of an object without a text. */
	private static final Pattern JAVA_OBJECT = Pattern.compile("[\\w.$/]+@[0-9a-f]+");

	private static final String KAMELET = "kamelet:";

	/** As {@code check} reads it: a kamelet that changes nothing. */
	private static final Pattern LOOKS_UP = Pattern.compile("(?m)^\\s+switchboard/effect: *\"?none\\b");

	/**
	 * Steps that send nothing by themselves. Any other may: it is better to say too
	 * little.
	 */
	private static final Set<String> SILENT = Set.of("setVariable", "setVariables", "removeVariable", "setBody",
			"setHeader", "setHeaders", "removeHeader", "removeHeaders", "setProperty", "removeProperty", "transform",
			"convertBodyTo", "convertHeaderTo", "convertVariableTo", "marshal", "unmarshal", "validate", "delay",
			"stop", "log", "filter", "choice", "when", "otherwise", "split", "loop", "multicast", "pipeline", "doTry",
			"doCatch", "doFinally", "idempotentConsumer", "circuitBreaker", "onFallback", "step", "threads", "throttle",
			"resequence", "expression");

	private static final int LONGEST = 200;

	private final Path folder;

	@Autowired
	SendingSteps(FolderAtStart atStart) {
		this(atStart.folder());
	}

	SendingSteps(Path folder) {
		this.folder = folder;
	}

	@Override
	public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode step, Processor target,
			@Nullable Processor next) {
		if (!isOfDelivery(step)) {
			return target;
		}
		String condition = condition(step);
		if (condition != null) {
			return new DelegateAsyncProcessor(AsyncProcessorConverterHelper.convert(target)) {
				@Override
				public boolean process(Exchange exchange, AsyncCallback callback) {
					Skipped.asked(exchange, condition);
					return super.process(exchange, callback);
				}
			};
		}
		return !isSending(context, step) ? target
				: new DelegateAsyncProcessor(AsyncProcessorConverterHelper.convert(target)) {
					@Override
					public boolean process(Exchange exchange, AsyncCallback callback) {
						return super.process(exchange, (atOnce) -> {
							if (exchange.getException() == null) {
								Skipped.sent(exchange);
							}
							callback.done(atOnce);
						});
					}
				};
	}

	private static boolean isOfDelivery(@Nullable NamedNode step) {
		NamedNode each = step;
		while (each != null && !(each instanceof RouteDefinition)) {
			each = each.getParent();
		}
		return each instanceof RouteDefinition route && route.getInput() != null
				&& String.valueOf(route.getInput().getEndpointUri()).startsWith("durable:");
	}

	private static @Nullable String condition(NamedNode step) {
		if (step instanceof FilterDefinition filter) {
			String asked = String.valueOf(filter.getExpression().getExpression());
			if (JAVA_OBJECT.matcher(asked).matches()) {
				return "a condition in Java was not true, at the route's filter %s".formatted(step.getId());
			}
			return "this condition of the route was not true: "
					+ ((asked.length() <= LONGEST) ? asked : asked.substring(0, LONGEST) + "…");
		}
		if (step instanceof IdempotentConsumerDefinition) {
			return "the same was done before, says the idempotent consumer " + step.getId();
		}
		return (step instanceof ChoiceDefinition)
				? "the route chose no step that sends, at its choice %s".formatted(step.getId()) : null;
	}

	private boolean isSending(CamelContext context, NamedNode step) {
		if (step instanceof SendDefinition<?> send) {
			String uri = String.valueOf(send.getEndpointUri());
			return !uri.startsWith("durable:") && !uri.startsWith("log:")
					&& !(uri.startsWith(KAMELET) && isLookUp(context, uri));
		}
		return !SILENT.contains(step.getShortName());
	}

	private boolean isLookUp(CamelContext context, String uri) {
		String name = uri.substring(KAMELET.length()).split("[?/]")[0];
		Path file = RoutesDirectory.of(context, this.folder).resolve("kamelets").resolve(name + ".kamelet.yaml");
		try {
			return Files.exists(file) && LOOKS_UP.matcher(Files.readString(file)).find();
		}
		catch (IOException ex) {
			return false;
		}
	}

}

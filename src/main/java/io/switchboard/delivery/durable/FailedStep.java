package io.switchboard.delivery.durable;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
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

import org.springframework.stereotype.Component;

/**
 * Remembers the id of the step that failed. It is the outermost step, the one in the
 * route's own file. A block such as a {@code filter} is named only if no step in it
 * failed.
 */
@Component
class FailedStep implements InterceptStrategy {

	private static final String PROPERTY = "SwitchboardFailedStep";

	static @Nullable String of(Exchange exchange) {
		return exchange.getProperty(PROPERTY, String.class);
	}

	@Override
	public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode step, Processor target,
			@Nullable Processor next) {
		if (step instanceof RouteDefinition || step.getId() == null) {
			return target;
		}
		String id = step.getId();
		boolean block = step instanceof ProcessorDefinition<?> definition && !definition.getOutputs().isEmpty();
		AsyncProcessor processor = AsyncProcessorConverterHelper.convert(target);
		return new DelegateAsyncProcessor(processor) {
			@Override
			public boolean process(Exchange exchange, AsyncCallback callback) {
				return super.process(exchange, (doneSync) -> {
					if (exchange.getException() != null && !(block && of(exchange) != null)) {
						exchange.setProperty(PROPERTY, id);
					}
					callback.done(doneSync);
				});
			}
		};
	}

}

package io.switchboard.delivery.durable;

import java.util.concurrent.atomic.AtomicReference;

import io.switchboard.text.Causes;
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
 * route's own file. A block such as a {@code filter} or a {@code split} is named only if
 * no step in it failed.
 */
@Component
class FailedStep implements InterceptStrategy {

	private static final String PROPERTY = "SwitchboardFailedStep";

	/** Which step failed, with its failure. */
	private record Failed(String step, Exception failure) {
	}

	/** The parts of a split have copies of the exchange, and share what is noted here. */
	static void begin(Exchange exchange) {
		exchange.setProperty(PROPERTY, new AtomicReference<Failed>());
	}

	static @Nullable String of(Exchange exchange) {
		AtomicReference<Failed> last = last(exchange);
		return (last != null && last.get() != null) ? last.get().step() : null;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable AtomicReference<Failed> last(Exchange exchange) {
		return exchange.getProperty(PROPERTY, AtomicReference.class);
	}

	private static void note(Exchange exchange, String id, boolean block) {
		AtomicReference<Failed> last = last(exchange);
		Exception failure = exchange.getException();
		if (last == null || failure == null) {
			return;
		}
		Failed before = last.get();
		// a failure that was handled before is another one
		boolean inside = block && before != null && Causes.of(failure).contains(before.failure());
		last.set(new Failed(inside ? before.step() : id, failure));
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
					note(exchange, id, block);
					callback.done(doneSync);
				});
			}
		};
	}

}

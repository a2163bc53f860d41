package io.switchboard.routes.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** A component and a step that record everything that reaches them. */
final class Recorder extends DefaultComponent implements Processor {

	private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();

	/** The texts that came since the last call. */
	List<String> take() {
		List<String> taken = new ArrayList<>();
		this.seen.drainTo(taken);
		return taken;
	}

	@Override
	public void process(Exchange exchange) {
		new TreeMap<>(exchange.getMessage().getHeaders()).forEach((name, value) -> this.seen.add(name + "=" + value));
		new TreeMap<>(exchange.getProperties()).forEach((name, value) -> {
			if (name.startsWith("SwitchboardText")) {
				this.seen.add(name + "=" + value);
			}
		});
		this.seen.add("body=" + exchange.getMessage().getBody(String.class));
	}

	@Override
	protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
		Map<String, Object> options = new LinkedHashMap<>(parameters);
		parameters.clear();
		options.replaceAll((name, value) -> value.toString().startsWith("#bean:switchboard-")
				? getCamelContext().getRegistry().lookupByName(value.toString().substring("#bean:".length())) : value);
		// Camel numbers the beans of a kamelet by use
		options.replaceAll((name, value) -> (value instanceof String text)
				? text.replaceFirst("^(#bean:\\w+)-\\d+$", "$1") : value);
		return new DefaultEndpoint(uri, this) {
			@Override
			public Producer createProducer() {
				return new DefaultProducer(this) {
					@Override
					public void process(Exchange exchange) {
						Recorder.this.seen.add("path=" + remaining);
						options.forEach((name, value) -> Recorder.this.seen.add(name + "=" + value));
						Recorder.this.process(exchange);
					}
				};
			}

			@Override
			public Consumer createConsumer(Processor processor) {
				throw new UnsupportedOperationException();
			}
		};
	}

}

package io.switchboard.platformhttp;

import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.text.RepeatedFailure;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.Method;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One {@code from: platform-http:}; reachable from its start to its stop. */
class ServletHttpConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable {

	private static final Logger log = LoggerFactory.getLogger(ServletHttpConsumer.class);

	private final ServletHttpEngine engine;

	private final PathTemplate template;

	private final Set<String> methods;

	private final RepeatedFailure failure;

	ServletHttpConsumer(ServletHttpEngine engine, PlatformHttpEndpoint endpoint, Processor processor) {
		super(endpoint, processor);
		this.engine = engine;
		this.failure = new RepeatedFailure(log, Level.ERROR,
				"platform-http:%s fails on requests, answered 500".formatted(endpoint.getPath()));
		this.template = new PathTemplate(endpoint.getPath(), endpoint.isMatchOnUriPrefix());
		this.methods = Method.parseList(endpoint.getHttpMethodRestrict())
			.stream()
			.map(Method::name)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public PlatformHttpEndpoint getEndpoint() {
		return (PlatformHttpEndpoint) super.getEndpoint();
	}

	/** What the route fails with, told now and then. */
	RepeatedFailure failure() {
		return this.failure;
	}

	PathTemplate template() {
		return this.template;
	}

	Set<String> methods() {
		return this.methods;
	}

	@Override
	protected void doStart() throws Exception {
		super.doStart();
		this.engine.add(this);
	}

	@Override
	protected void doStop() throws Exception {
		this.engine.remove(this);
		super.doStop();
	}

}

package io.switchboard.platformhttp;

import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.Method;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;

/** One {@code from: platform-http:}; reachable from its start to its stop. */
class ServletHttpConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable {

	private final ServletHttpEngine engine;

	private final PathTemplate template;

	private final Set<String> methods;

	ServletHttpConsumer(ServletHttpEngine engine, PlatformHttpEndpoint endpoint, Processor processor) {
		super(endpoint, processor);
		this.engine = engine;
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

package io.switchboard.routes.values;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.impl.engine.AbstractCamelContext;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Kamelets whose address differs from event to event. Camel makes a route for each
 * address and never removes it, so the least recently used are removed here.
 */
final class PassingKamelets {

	/** How many addresses keep their routes. */
	static final int KEPT = 100;

	private final CamelContext camel;

	/** By address, the most recently used last. */
	private final Map<String, Use> uses = new LinkedHashMap<>(16, 0.75F, true);

	PassingKamelets(CamelContext camel) {
		this.camel = camel;
	}

	/** Whether the endpoint that is being made belongs to no route. */
	boolean isPassing() {
		return this.camel.isStarted() && !Scope.isOpen() && !((AbstractCamelContext) this.camel).isStartingRoutes();
	}

	Endpoint endpoint(String uri, Component component, Callable<KameletEndpoint> maker) {
		return new Passing(uri, component, maker);
	}

	/**
	 * One after the other: Camel's list of routes and its shutdown are not made for
	 * several threads.
	 */
	private Use enter(String uri, Callable<KameletEndpoint> maker) throws Exception {
		synchronized (this.uses) {
			Use entered = this.uses.get(uri);
			if (entered == null) {
				entered = made(maker);
				this.uses.put(uri, entered);
				removeOld();
			}
			entered.running++;
			return entered;
		}
	}

	private void removeOld() throws Exception {
		Iterator<Use> all = this.uses.values().iterator();
		// the last is the new one
		for (int above = this.uses.size() - KEPT, left = this.uses.size() - 1; above > 0 && left > 0; left--) {
			Use eldest = all.next();
			if (eldest.running == 0) {
				all.remove();
				ServiceHelper.stopAndShutdownService(eldest.producer);
				eldest.scope.remove(this.camel);
				above--;
			}
		}
	}

	private void leave(Use use) {
		synchronized (this.uses) {
			use.running--;
		}
	}

	private Use made(Callable<KameletEndpoint> maker) throws Exception {
		Scope scope = new Scope();
		try {
			return scope.make(() -> {
				KameletEndpoint kamelet = maker.call();
				kamelet.afterPropertiesConfigured(this.camel);
				Scope.keepKamelet(kamelet);
				AsyncProducer producer = kamelet.createAsyncProducer();
				ServiceHelper.startService(kamelet, producer);
				return new Use(scope, producer);
			});
		}
		catch (Exception ex) {
			scope.remove(this.camel);
			throw ex;
		}
	}

	private static final class Use {

		private final Scope scope;

		private final AsyncProducer producer;

		/** Exchanges that are in it. */
		private int running;

		private Use(Scope scope, AsyncProducer producer) {
			this.scope = scope;
			this.producer = producer;
		}

	}

	/** Finds its routes anew for each exchange. */
	private final class Passing extends DefaultEndpoint {

		private final Callable<KameletEndpoint> maker;

		private Passing(String uri, Component component, Callable<KameletEndpoint> maker) {
			super(uri, component);
			this.maker = maker;
		}

		@Override
		public boolean isLenientProperties() {
			return true;
		}

		@Override
		public Producer createProducer() {
			return new DefaultAsyncProducer(this) {
				@Override
				public boolean process(Exchange exchange, AsyncCallback callback) {
					Use use;
					try {
						use = enter(getEndpointUri(), Passing.this.maker);
					}
					catch (Exception ex) {
						exchange.setException(new ResolveEndpointFailedException(getEndpointUri(), ex));
						callback.done(true);
						return true;
					}
					return use.producer.process(exchange, (doneSync) -> {
						leave(use);
						callback.done(doneSync);
					});
				}
			};
		}

		@Override
		public Consumer createConsumer(Processor processor) {
			throw new UnsupportedOperationException("no route comes from " + getEndpointUri());
		}

	}

}

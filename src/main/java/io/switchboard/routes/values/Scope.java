package io.switchboard.routes.values;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * What Camel keeps for one address of a kamelet: routes and beans. They have names of
 * their own, so that they can go with the address.
 */
final class Scope {

	private static final AtomicLong NUMBER = new AtomicLong();

	private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

	private final String mark = "/" + NUMBER.incrementAndGet();

	private final List<String> beans = new ArrayList<>();

	private final List<KameletEndpoint> kamelets = new ArrayList<>();

	/** Whether this thread makes the routes of an address. */
	static boolean isOpen() {
		return CURRENT.get() != null;
	}

	/** Part of the names of what this thread makes; empty if it stays. */
	static String mark() {
		Scope scope = CURRENT.get();
		return (scope != null) ? scope.mark : "";
	}

	static void keepBean(String name) {
		Scope scope = CURRENT.get();
		if (scope != null) {
			scope.beans.add(name);
		}
	}

	static void keepKamelet(KameletEndpoint kamelet) {
		Scope scope = CURRENT.get();
		if (scope != null) {
			scope.kamelets.add(kamelet);
		}
	}

	<T> T make(Callable<T> maker) throws Exception {
		CURRENT.set(this);
		try {
			return maker.call();
		}
		finally {
			CURRENT.remove();
		}
	}

	/** Removes all of it; none of its routes may run. */
	void remove(CamelContext camel) throws Exception {
		for (KameletEndpoint kamelet : this.kamelets) {
			camel.getRouteController().stopRoute(kamelet.getRouteId());
			camel.removeRoute(kamelet.getRouteId());
			camel.removeEndpoint(kamelet);
		}
		this.beans.forEach(camel.getRegistry()::unbind);
	}

}

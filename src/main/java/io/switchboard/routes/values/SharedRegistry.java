package io.switchboard.routes.values;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A registry of beans that may change while events run. Camel's own is a plain map: a
 * bean that is bound while another thread looks one up can get lost, or fail its lookup.
 */
final class SharedRegistry implements Registry {

	private final Registry beans;

	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private SharedRegistry(Registry beans) {
		this.beans = beans;
	}

	/** Takes the place of the registry in which this context keeps what is bound. */
	static void install(CamelContext camel) {
		DefaultRegistry registry = camel.getRegistry(DefaultRegistry.class);
		if (!(registry.getFallbackRegistry() instanceof SharedRegistry)) {
			registry.setFallbackRegistry(new SharedRegistry(registry.getFallbackRegistry()));
		}
	}

	@Override
	public void bind(String id, Class<?> type, Object bean) {
		write(() -> this.beans.bind(id, type, bean));
	}

	@Override
	public void bind(String id, Class<?> type, Object bean, String initMethod, String destroyMethod) {
		write(() -> this.beans.bind(id, type, bean, initMethod, destroyMethod));
	}

	@Override
	public void bind(String id, Class<?> type, Supplier<Object> bean) {
		write(() -> this.beans.bind(id, type, bean));
	}

	@Override
	public void bind(String id, Class<?> type, Supplier<Object> bean, String initMethod, String destroyMethod) {
		write(() -> this.beans.bind(id, type, bean, initMethod, destroyMethod));
	}

	@Override
	public void bindAsPrototype(String id, Class<?> type, Supplier<Object> bean) {
		write(() -> this.beans.bindAsPrototype(id, type, bean));
	}

	@Override
	public void unbind(String id) {
		write(() -> this.beans.unbind(id));
	}

	@Override
	public @Nullable Object lookupByName(String name) {
		return read(() -> this.beans.lookupByName(name));
	}

	@Override
	public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
		return read(() -> this.beans.lookupByNameAndType(name, type));
	}

	@Override
	public <T> Map<String, T> findByTypeWithName(Class<T> type) {
		return read(() -> this.beans.findByTypeWithName(type));
	}

	@Override
	public <T> Set<T> findByType(Class<T> type) {
		return read(() -> this.beans.findByType(type));
	}

	@Override
	public Object unwrap(Object bean) {
		return this.beans.unwrap(bean);
	}

	@Override
	public Object wrap(Object bean) {
		return this.beans.wrap(bean);
	}

	private void write(Runnable change) {
		this.lock.writeLock().lock();
		try {
			change.run();
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

	private <T> T read(Supplier<T> lookup) {
		this.lock.readLock().lock();
		try {
			return lookup.get();
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

}

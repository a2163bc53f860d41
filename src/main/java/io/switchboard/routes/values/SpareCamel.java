package io.switchboard.routes.values;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A Camel beside the running one, to examine routes. Lookups in the class path are cached
 * for all of them, because it has hundreds of jars, and one folder needs dozens of names.
 */
public final class SpareCamel extends DefaultCamelContext {

	private static final FactoryFinderResolver FACTORIES = new Factories();

	/**
	 * Makes one that is not started.
	 * @param beans those that can be looked up; null for none
	 */
	public SpareCamel(@Nullable BeanRepository beans) {
		if (beans != null) {
			getCamelContextExtension().setRegistry(new DefaultRegistry(beans));
		}
		disableJMX();
	}

	@Override
	protected FactoryFinderResolver createFactoryFinderResolver() {
		return FACTORIES;
	}

	/** The class path does not change while a process runs. */
	private static final class Factories implements FactoryFinderResolver {

		private final ClassResolver classes = new DefaultClassResolver();

		private final Map<String, FactoryFinder> byPath = new ConcurrentHashMap<>();

		@Override
		public FactoryFinder resolveFactoryFinder(ClassResolver resolver, String path) {
			return this.byPath.computeIfAbsent(path, (each) -> new DefaultFactoryFinder(this.classes, each));
		}

		@Override
		public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver resolver, String path) {
			return resolveFactoryFinder(resolver, path);
		}

	}

}

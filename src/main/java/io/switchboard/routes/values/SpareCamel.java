package io.switchboard.routes.values;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Route;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.converter.DefaultTypeConverter;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.InternalProcessorFactory;
import org.apache.camel.spi.PackageScanClassResolver;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * A Camel beside the running one, to examine routes. Lookups in the class path are cached
 * for all of them, because it has hundreds of jars, and one folder needs dozens of names.
 */
public final class SpareCamel extends DefaultCamelContext {

	private static final FactoryFinderResolver FACTORIES = new Factories();

	/** The names of classes; null until the first of these contexts asks. */
	private static volatile @Nullable Collection<String> converters;

	private Predicate<RouteDefinition> later = (route) -> false;

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

	/**
	 * Leaves out some routes when it starts.
	 * @param which those that {@link #start(RouteDefinition)} starts
	 */
	public void startLater(Predicate<RouteDefinition> which) {
		this.later = which;
	}

	/**
	 * Starts a route that was left out.
	 * @param route is started for the first time
	 * @return null if it is not to run
	 * @throws Exception if it cannot be started
	 */
	public @Nullable Route start(RouteDefinition route) throws Exception {
		super.startRouteDefinitions(List.of(route));
		return getRoute(route.getRouteId());
	}

	@Override
	public void startRouteDefinitions(List<RouteDefinition> routes) throws Exception {
		super.startRouteDefinitions(routes.stream().filter(this.later.negate()).toList());
	}

	@Override
	protected FactoryFinderResolver createFactoryFinderResolver() {
		return FACTORIES;
	}

	@Override
	protected TypeConverter createTypeConverter() {
		return new Converters(this, PluginHelper.getPackageScanClassResolver(this));
	}

	@Override
	protected InternalProcessorFactory createInternalProcessorFactory() {
		return new BriefChannels();
	}

	/** Nothing comes in by itself, so there is nothing to wait for. */
	@Override
	protected ShutdownStrategy createShutdownStrategy() {
		return new DefaultShutdownStrategy(this) {
			@Override
			public void shutdownForced(CamelContext context, List<RouteStartupOrder> routes) {
				// the context stops them afterwards
			}
		};
	}

	/**
	 * Camel asks for this before it adds a route, and would first look at all endpoints
	 * of all routes.
	 */
	@Override
	protected boolean removeRoute(String id, LoggingLevel level) throws Exception {
		getLock().lock();
		try {
			return getRouteServices().containsKey(id) && super.removeRoute(id, level);
		}
		finally {
			getLock().unlock();
		}
	}

	/** The class path does not change while a process runs. */
	private static final class Converters extends DefaultTypeConverter {

		private Converters(CamelContext camel, PackageScanClassResolver classes) {
			super(camel, classes, camel.getInjector(), Boolean.TRUE.equals(camel.isLoadTypeConverters()),
					Boolean.TRUE.equals(camel.isTypeConverterStatisticsEnabled()));
		}

		@Override
		protected Collection<String> findTypeConverterLoaderClasses() throws IOException {
			Collection<String> found = converters;
			if (found == null) {
				found = List.copyOf(super.findTypeConverterLoaderClasses());
				converters = found;
			}
			return found;
		}

	}

	/** The same for all that Camel makes by a name. */
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

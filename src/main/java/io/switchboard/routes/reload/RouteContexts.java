package io.switchboard.routes.reload;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.delivery.durable.DurableRoutes;
import io.switchboard.routes.RoutesDirectory;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.SharedDirect;
import io.switchboard.routes.FolderBeans;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConverters;
import org.apache.camel.main.DefaultConfigurationConfigurer;
import org.apache.camel.model.ModelLifecycleStrategy;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.SpringCamelContext;
import org.apache.camel.spring.boot.CamelConfigurationProperties;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.spring.spi.ApplicationContextBeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SimpleRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Makes a Camel context for one state of the folder, beside the one that runs. It has the
 * application's beans and settings, and its own kamelets, templates and statements. It
 * shares only the application's {@code direct:} routes with other contexts.
 */
@Component
class RouteContexts {

	private final ApplicationContext application;

	private final CamelContext main;

	private final CamelConfigurationProperties settings;

	private final ObjectProvider<CamelContextConfiguration> configurations;

	private final DurableRoutes durable;

	private final ObjectProvider<FolderBeans> beans;

	RouteContexts(ApplicationContext application, CamelContext main, CamelConfigurationProperties settings,
			ObjectProvider<CamelContextConfiguration> configurations, DurableRoutes durable,
			ObjectProvider<FolderBeans> beans) {
		this.application = application;
		this.main = main;
		this.settings = settings;
		this.configurations = configurations;
		this.durable = durable;
		this.beans = beans;
	}

	private Map<String, Object> beans(Path folder) throws Exception {
		Map<String, Object> all = new HashMap<>();
		for (FolderBeans each : this.beans) {
			all.putAll(each.of(folder));
		}
		return all;
	}

	/**
	 * Makes a context with the routes of a folder, and starts nothing.
	 * @param name the context's
	 * @param text the folder's files
	 * @param folder a copy of it, which nobody changes
	 * @throws Exception if a file has the wrong content
	 */
	CamelContext create(String name, RoutesText text, Path folder) throws Exception {
		SpringCamelContext context = new Spare(this.application, beans(folder));
		try {
			context.getCamelContextExtension().setName(name);
			RoutesDirectory.set(context, folder);
			context.build();
			DefaultConfigurationConfigurer.configure(context, this.settings.getMain());
			context.getCamelContextExtension().setName(name);
			context.addComponent("durable", this.durable.standby());
			context.addComponent("direct", new SharedDirect(this.main));
			addBeans(context);
			load(context, text, folder);
			for (CamelContextConfiguration each : this.configurations.orderedStream().toList()) {
				each.beforeApplicationStart(context);
			}
			return context;
		}
		catch (Exception ex) {
			context.stop();
			throw ex;
		}
	}

	/** Camel's own method would also take over the application's properties component. */
	private static void addBeans(SpringCamelContext context) {
		Registry registry = context.getRegistry();
		registry.findByType(TypeConverters.class).forEach(context.getTypeConverterRegistry()::addTypeConverters);
		registry.findByType(InterceptStrategy.class).forEach(context.getCamelContextExtension()::addInterceptStrategy);
		registry.findByType(LifecycleStrategy.class).forEach(context::addLifecycleStrategy);
		registry.findByType(ModelLifecycleStrategy.class).forEach(context::addModelLifecycleStrategy);
		registry.findByType(CamelContextCustomizer.class)
			.stream()
			.sorted(Comparator.comparing(CamelContextCustomizer::getOrder))
			.forEach((each) -> each.configure(context));
	}

	private static void load(CamelContext context, RoutesText text, Path folder) throws Exception {
		List<Resource> files = text.files()
			.keySet()
			.stream()
			.filter((name) -> name.matches("[^/]+\\.(camel\\.yaml|java)"))
			.map((name) -> ResourceHelper.resolveResource(context, "file:" + folder.resolve(name)))
			.toList();
		PluginHelper.getRoutesLoader(context).loadRoutes(files);
	}

	/** Beans of the folder hide those of the application with the same name. */
	private static final class Spare extends SpringCamelContext {

		private final Map<String, Object> beans;

		Spare(ApplicationContext application, Map<String, Object> beans) {
			super(application);
			this.beans = beans;
		}

		@Override
		protected Registry createRegistry() {
			SimpleRegistry own = new SimpleRegistry();
			this.beans.forEach(own::bind);
			return new DefaultRegistry(
					List.<BeanRepository>of(own, new ApplicationContextBeanRepository(getApplicationContext())));
		}

	}

}

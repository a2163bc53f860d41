package io.switchboard.kit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import io.switchboard.routes.check.spare.StandInChannels;
import io.switchboard.routes.dryrun.HarmlessBeans;
import io.switchboard.routes.values.Values;
import io.switchboard.settings.SettingLookup;
import io.switchboard.voipstudio.EventConverters;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.PluginHelper;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The beans of a {@link RoutesTest}. It has no annotation, so a scan of its package does
 * not find it.
 */
@ImportAutoConfiguration(CamelAutoConfiguration.class)
class RoutesKit {

	/** Components that reach nothing outside. */
	private static final Set<String> HARMLESS = Set.of("kamelet", "freemarker", "language", "bean", "dataformat",
			"mock", "seda", "log", "controlbus");

	/** The endpoint by which a kamelet reaches VoIPstudio. */
	private static final String VOIPSTUDIO = "voipstudio-api";

	@Bean
	static Setup setup(ConfigurableEnvironment environment) {
		return new Setup(environment);
	}

	@Bean
	static Deliveries deliveries(CamelContext camel, ConfigurableEnvironment environment) {
		return new Deliveries(camel, environment);
	}

	/** Replaces all components that would reach outside. */
	record Setup(ConfigurableEnvironment environment) implements CamelContextConfiguration, CamelContextCustomizer {

		@Override
		public void configure(CamelContext camel) {
			SettingLookup settings = new SettingLookup(this.environment);
			Path folder = Path.of(String.valueOf(settings.get("routes.dir")));
			Values.install(camel, "file:" + folder.resolve("kamelets"), settings::get);
			ComponentResolver components = PluginHelper.getComponentResolver(camel);
			camel.getCamelContextExtension()
				.addContextPlugin(ComponentResolver.class, (name, context) -> HARMLESS.contains(name)
						? components.resolveComponent(name, context) : new Mocked());
			camel.addComponent("durable", new StandInChannels());
			camel.addComponent("direct", new Ways());
			camel.getTypeConverterRegistry().addTypeConverters(new EventConverters());
			beans(camel, folder);
		}

		private void beans(CamelContext camel, Path folder) {
			HarmlessBeans.of(this.environment, folder).forEach(camel.getRegistry()::bind);
			camel.getRegistry()
				.bind("voipstudioContact",
						(Processor) (exchange) -> camel.getEndpoint("mock:contact").createProducer().process(exchange));
		}

		@Override
		public void beforeApplicationStart(CamelContext camel) {
			Values.readSettings(camel, new SettingLookup(this.environment)::get);
			camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
		}

		@Override
		public void afterApplicationStart(CamelContext camel) {
			// nothing
		}

	}

	/** Each endpoint is a mock of that address. */
	static class Mocked extends DefaultComponent {

		Mocked() {
			setAutowiredEnabled(false);
		}

		@Override
		public boolean useRawUri() {
			return true;
		}

		@Override
		protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
			parameters.clear();
			return getCamelContext().getEndpoint("mock:%s:%s".formatted(uri.replaceFirst("(?s):.*", ""), remaining));
		}

	}

	/** Those of the folder are as they are, but for the one that leaves. */
	static final class Ways extends org.apache.camel.component.direct.DirectComponent {

		@Override
		protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
				throws Exception {
			return remaining.equals(VOIPSTUDIO) ? getCamelContext().getEndpoint("mock:direct:" + VOIPSTUDIO)
					: super.createEndpoint(uri, remaining, parameters);
		}

	}

}

package io.switchboard.routes;

import io.switchboard.routes.values.Values;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/** What holds for every route. */
@Component
class CamelSetup implements CamelContextConfiguration, CamelContextCustomizer {

	private final ConfigurableEnvironment environment;

	private final RoutesSettings settings;

	private final TypedStatements statements;

	CamelSetup(ConfigurableEnvironment environment, RoutesSettings settings, TypedStatements statements) {
		this.environment = environment;
		this.settings = settings;
		this.statements = statements;
	}

	@Override
	public void configure(CamelContext context) {
		Values.install(context, "file:" + this.settings.dir().resolve("kamelets"), this::setting);
	}

	@Override
	public void beforeApplicationStart(CamelContext context) {
		// Camel's own for Spring Boot came meanwhile
		Values.readSettings(context, this::setting);
		// failure is one policy, in durable:; and Camel's own error log would quote the
		// event
		context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
		context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
			if (endpoint instanceof JdbcEndpoint jdbc) {
				jdbc.setPrepareStatementStrategy(this.statements);
			}
			return endpoint;
		});
	}

	/** As it is written, where a {@code ${…}} in it names no other setting. */
	private @Nullable String setting(String name) {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			Object value = source.getProperty(name);
			if (value != null) {
				return this.environment.resolvePlaceholders(value.toString());
			}
		}
		return null;
	}

	@Override
	public void afterApplicationStart(CamelContext context) {
		// nothing
	}

}

package io.switchboard.routes;

import io.switchboard.routes.values.Values;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spring.boot.CamelContextConfiguration;

import org.springframework.stereotype.Component;

/** What holds for every route. */
@Component
class CamelSetup implements CamelContextConfiguration, CamelContextCustomizer {

	private final SettingLookup lookup;

	private final RoutesSettings settings;

	private final TypedStatements statements;

	CamelSetup(SettingLookup lookup, RoutesSettings settings, TypedStatements statements) {
		this.lookup = lookup;
		this.settings = settings;
		this.statements = statements;
	}

	@Override
	public void configure(CamelContext context) {
		Values.install(context, "file:" + this.settings.dir().resolve("kamelets"), this.lookup::get);
	}

	@Override
	public void beforeApplicationStart(CamelContext context) {
		// Camel's own for Spring Boot came meanwhile
		Values.readSettings(context, this.lookup::get);
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

	@Override
	public void afterApplicationStart(CamelContext context) {
		// nothing
	}

}

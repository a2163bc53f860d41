package io.switchboard.routes;

import java.nio.file.Path;

import io.switchboard.routes.values.Values;
import io.switchboard.settings.SettingLookup;
import io.switchboard.answers.CopyingEndpoint;
import io.switchboard.answers.ObservedEndpoint;
import io.switchboard.answers.StatementAnswerNotes;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Camel's settings for every route. */
@Component
class CamelSetup implements CamelContextConfiguration, CamelContextCustomizer {

	private final SettingLookup lookup;

	private final RoutesSettings settings;

	private final TypedStatements statements;

	private final StatementConnections connections;

	private final FolderAtStart atStart;

	CamelSetup(SettingLookup lookup, RoutesSettings settings, TypedStatements statements,
			StatementConnections connections, FolderAtStart atStart) {
		this.atStart = atStart;
		this.lookup = lookup;
		this.settings = settings;
		this.statements = statements;
		this.connections = connections;
	}

	@Override
	public void configure(CamelContext context) {
		if (context.hasComponent("direct") == null) {
			context.addComponent("direct", new SharedDirect(null));
		}
		Path folder = RoutesDirectory.of(context, this.settings.dir());
		Values.install(context, "file:" + folder.resolve("kamelets"), (name) -> setting(context, name));
	}

	@Override
	public void beforeApplicationStart(CamelContext context) {
		// Camel's own for Spring Boot came meanwhile
		Values.readSettings(context, (name) -> setting(context, name));
		// failure is one policy, in durable:; and Camel's own error log would quote the
		// event
		context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
		context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
			CopyingEndpoint copying = (endpoint instanceof CopyingEndpoint around) ? around : null;
			Endpoint own = (copying != null) ? copying.getEndpoint() : endpoint;
			if (own instanceof JdbcEndpoint jdbc) {
				jdbc.setPrepareStatementStrategy(this.statements);
				jdbc.setConnectionStrategy(this.connections);
				Endpoint heard = new ObservedEndpoint(jdbc, new StatementAnswerNotes(jdbc));
				return (copying != null) ? copying.around(heard) : heard;
			}
			return endpoint;
		});
	}

	/** A statement or a template is read from a copy that nobody is editing. */
	private @Nullable String setting(CamelContext context, String name) {
		return name.equals("routes.dir") ? RoutesDirectory.of(context, this.atStart.folder()).toString()
				: this.lookup.get(name);
	}

	@Override
	public void afterApplicationStart(CamelContext context) {
		// nothing
	}

}

package io.switchboard.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;

import org.springframework.stereotype.Component;

/** What holds for every route. */
@Component
class CamelSetup implements CamelContextConfiguration {

	@Override
	public void beforeApplicationStart(CamelContext context) {
		// failure is one policy, in durable:; and Camel's own error log would quote the
		// event
		context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
	}

	@Override
	public void afterApplicationStart(CamelContext context) {
		// nothing
	}

}

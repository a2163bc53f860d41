package io.switchboard.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import org.springframework.stereotype.Component;

/** What holds for every route. */
@Component
class CamelSetup implements CamelContextConfiguration {

	@Override
	public void beforeApplicationStart(CamelContext context) {
		// failure is one policy, in durable:; and Camel's own error log would quote the
		// event
		context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
		for (String scheme : new String[] { "http", "https" }) {
			// the client's own retries would sleep on a thread, and repeat what must not
			// be
			context.getComponent(scheme, HttpComponent.class)
				.setHttpClientConfigurer(HttpClientBuilder::disableAutomaticRetries);
		}
	}

	@Override
	public void afterApplicationStart(CamelContext context) {
		// nothing
	}

}

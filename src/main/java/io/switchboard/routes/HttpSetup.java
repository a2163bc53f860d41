package io.switchboard.routes;

import io.switchboard.http.BoundedAnswers;
import io.switchboard.http.BoundedHttpComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spring.boot.CamelContextConfiguration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** What holds for every kamelet that speaks HTTP. */
@Component
class HttpSetup implements CamelContextConfiguration {

	private final DataSize maxAnswer;

	HttpSetup(@Value("${http.max-answer:1MB}") DataSize maxAnswer) {
		this.maxAnswer = maxAnswer;
	}

	@Override
	public void beforeApplicationStart(CamelContext context) {
		for (String scheme : new String[] { "http", "https" }) {
			context.getRegistry().bind(scheme + "-component", new BoundedHttpComponent());
			HttpComponent http = context.getComponent(scheme, HttpComponent.class);
			// the client's own retries would sleep on a thread, and repeat what must not
			// be
			http.setHttpClientConfigurer((client) -> client.disableAutomaticRetries()
				.addExecInterceptorFirst("bounded-answers", new BoundedAnswers(this.maxAnswer, "http.max-answer")));
			// Java's default, which tls.ca adds to; SSL parameters would make https of
			// http
			http.setUseSystemProperties(true);
		}
	}

	@Override
	public void afterApplicationStart(CamelContext context) {
		// nothing
	}

}

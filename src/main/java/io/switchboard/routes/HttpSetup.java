package io.switchboard.routes;

import io.switchboard.http.AllowedHosts;
import io.switchboard.http.BoundedAnswers;
import io.switchboard.http.BoundedHttpComponent;
import io.switchboard.http.EchoedSecrets;
import io.switchboard.http.GuardedRequests;
import io.switchboard.http.UnansweredRequests;
import io.switchboard.oauth.AccessTokens;
import io.switchboard.oauth.BearerRequests;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The settings for every kamelet with HTTP. */
@Component
class HttpSetup implements CamelContextConfiguration {

	private final DataSize maxAnswer;

	private final AllowedHosts hosts;

	private final AccessTokens tokens;

	HttpSetup(@Value("${http.max-answer:1MB}") DataSize maxAnswer, AllowedHosts hosts, AccessTokens tokens) {
		this.maxAnswer = maxAnswer;
		this.hosts = hosts;
		this.tokens = tokens;
	}

	@Override
	public void beforeApplicationStart(CamelContext context) {
		for (String scheme : new String[] { "http", "https" }) {
			context.getRegistry().bind(scheme + "-component", new BoundedHttpComponent());
			HttpComponent http = context.getComponent(scheme, HttpComponent.class);
			// the client's own retries would hold a thread, and repeat requests that must
			// not be repeated
			http.setHttpClientConfigurer(this::configure);
			// Java's default, which tls.ca adds to; SSL parameters would make https of
			// http
			http.setUseSystemProperties(true);
		}
	}

	/** The first one that is added is the innermost. */
	private void configure(HttpClientBuilder client) {
		client.disableAutomaticRetries()
			.disableCookieManagement()
			.addExecInterceptorFirst("bounded-answers", new BoundedAnswers(this.maxAnswer, "http.max-answer"))
			.addExecInterceptorFirst("bearer-requests", new BearerRequests(this.tokens))
			.addExecInterceptorFirst("echoed-secrets", new EchoedSecrets())
			.addExecInterceptorFirst("unanswered-requests", new UnansweredRequests());
		GuardedRequests.install(client, this.hosts);
	}

	@Override
	public void afterApplicationStart(CamelContext context) {
		// nothing
	}

}

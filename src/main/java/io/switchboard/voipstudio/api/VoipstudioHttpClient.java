package io.switchboard.voipstudio.api;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import org.springframework.stereotype.Component;

/**
 * Puts the API key onto each request where no route can see it, and keeps the client from
 * doing things by itself.
 */
@Component("voipstudioHttpClient")
class VoipstudioHttpClient implements HttpClientConfigurer {

	private final ApiSettings settings;

	VoipstudioHttpClient(ApiSettings settings) {
		this.settings = settings;
	}

	@Override
	public void configureHttpClient(HttpClientBuilder builder) {
		builder.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.addRequestInterceptorLast(
					(request, entity, context) -> request.setHeader("X-Auth-Token", this.settings.token()));
	}

}

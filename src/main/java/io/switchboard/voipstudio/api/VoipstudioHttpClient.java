package io.switchboard.voipstudio.api;

import java.time.Duration;
import java.time.Instant;

import io.switchboard.http.BoundedAnswers;
import io.switchboard.http.EchoedSecrets;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Adds the API key to each request where no route can see it, and removes it from an
 * answer that repeats it. Turns off redirects and retries of the HTTP client.
 */
@Component("voipstudioHttpClient")
class VoipstudioHttpClient implements HttpClientConfigurer {

	private final ApiSettings settings;

	private final ObjectProvider<ApiKeyUse> use;

	VoipstudioHttpClient(ApiSettings settings, ObjectProvider<ApiKeyUse> use) {
		this.use = use;
		this.settings = settings;
	}

	@Override
	public void configureHttpClient(HttpClientBuilder builder) {
		builder.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.addExecInterceptorFirst("bounded-answers",
					new BoundedAnswers(this::most, this::time,
							"voipstudio.api.max-answer, voipstudio.api.max-recording"))
			.addExecInterceptorFirst("api-key", (request, scope, chain) -> {
				request.setHeader("X-Auth-Token", this.settings.token());
				return chain.proceed(request, scope);
			})
			.addExecInterceptorFirst("echoed-secrets", EchoedSecrets.ofSignIn())
			.addResponseInterceptorLast((response, entity, context) -> this.use
				.ifAvailable((each) -> each.answered(response.getCode(), Instant.now())));
	}

	/** Audio goes into a file, so it has a bound of its own. */
	private long most(ClassicHttpRequest request) {
		return (isAudio(request) ? this.settings.maxRecording() : this.settings.maxAnswer()).toBytes();
	}

	/** A long recording takes its time. */
	private Duration time(ClassicHttpRequest request) {
		return isAudio(request) ? Duration.ZERO : this.settings.timeout();
	}

	private static boolean isAudio(ClassicHttpRequest request) {
		return request.getPath().contains(".mp3");
	}

}

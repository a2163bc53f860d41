package io.switchboard.voipstudio.api;

import java.net.URI;
import java.time.Duration;

import io.switchboard.declared.Within;
import io.switchboard.text.Rate;
import io.switchboard.text.UrlText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach VoIPstudio's REST API, and how much of it to use.
 *
 * @param url with its version; empty in the demo, for the simulator's
 * @param token the API key
 * @param filterOperator how a filter spells "is equal": {@code =} on the webhooks page,
 * {@code eq} in the platform's own client
 * @param connectTimeout how long a connection may take
 * @param timeout how long an answer may take; a dialled call takes five to six seconds
 * @param connections how many requests run side by side
 * @param maxAnswer how much of an answer may be read into memory; sixteen times as much
 * for all pages of a list
 * @param maxRecording how large the audio of a recording may be
 * @param retries how often a GET that failed is sent again at once; later attempts are up
 * to the delivery
 * @param budget how many requests may be made, such as {@code 2000/h}; empty: no bound
 * @param reserve how many of them are kept for requests about live calls
 * @param breakerFailures after how many failures in a row no request is made for a while;
 * 0: never
 * @param breakerPause how long that while is
 * @param recordWait how long after the event its CDR is waited for
 * @param recordingWait how long after the event its recordings are waited for
 * @param contactsRefresh how old the contacts that we know may be
 */
@Validated
@ConfigurationProperties("voipstudio.api")
record ApiSettings(@NotNull String url, @NotNull String token,
		@Pattern(regexp = "=|eq", message = "is = or eq") String filterOperator,
		@Within(least = "1ms", most = "5m") @NotNull Duration connectTimeout,
		@Within(least = "1ms", most = "10m") @NotNull Duration timeout,
		@Within(least = "1", most = "1000") int connections,
		@Within(least = "1KB", most = "1GB") @NotNull DataSize maxAnswer,
		@Within(least = "1KB", most = "1TB") @NotNull DataSize maxRecording,
		@Within(least = "0", most = "10") int retries, @NotNull String budget,
		@Within(least = "0", most = "999999999") long reserve,
		@Within(least = "0", most = "1000000") int breakerFailures,
		@Within(least = "1ms", most = "1d") @NotNull Duration breakerPause,
		@Within(least = "0s", most = "31d") @NotNull Duration recordWait,
		@Within(least = "0s", most = "31d") @NotNull Duration recordingWait,
		@Within(least = "0s", most = "31d") @NotNull Duration contactsRefresh) {

	ApiSettings {
		url = UrlText.base(url);
		token = token.strip();
		if (!url.isEmpty()) {
			check(url);
		}
		if (token.chars().anyMatch((c) -> c <= ' ' || c > '~')) {
			throw new IllegalArgumentException(
					"voipstudio.api.token (VOIPSTUDIO_API_TOKEN): an API key is one word of printable ASCII");
		}
		if (!budget.isBlank() && Rate.parse(budget).number() <= reserve) {
			throw new IllegalArgumentException("voipstudio.api.reserve: %d leaves nothing of voipstudio.api.budget: %s"
				.formatted(reserve, budget));
		}
	}

	/** The key goes with every request, so it may leave this machine only encrypted. */
	private static void check(String url) {
		URI uri;
		try {
			uri = URI.create(url);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("voipstudio.api.url: '%s' is not a URL".formatted(url), ex);
		}
		if (!UrlText.isPrivate(uri) || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
			throw new IllegalArgumentException(
					"voipstudio.api.url: '%s' must be https, such as https://l7api.com/v1.2/voipstudio (plain http only to this machine), without a user and without '?'"
						.formatted(url.replaceAll("//[^/@]*@", "//…@")));
		}
	}

	@Override
	public String toString() {
		return "ApiSettings[url=" + this.url + "]";
	}

}

package io.switchboard.console.login;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

import io.switchboard.text.RepeatedFailure;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * An identity provider tells that a session of its own has ended (OpenID Connect
 * Back-Channel Logout 1.0). Spring's own needs a registry of sessions, knows those of one
 * node only, and reads the provider's keys without bounds.
 */
@Controller
@Hidden
class BackChannelLogout {

	static final String PATH = "/logout/connect/back-channel/{registration}";

	private static final Logger log = LoggerFactory.getLogger(BackChannelLogout.class);

	private static final int LONGEST = 16_384;

	private final RepeatedFailure refused = new RepeatedFailure(log, Level.WARN,
			"a log-out by an identity provider is not accepted");

	/** A stranger's token may make us ask the provider for its keys. */
	private final Semaphore places = new Semaphore(2);

	private final Providers providers;

	private final ProviderCalls calls;

	private final EndedLogins logins;

	BackChannelLogout(Providers providers, ProviderCalls calls, EndedLogins logins) {
		this.providers = providers;
		this.calls = calls;
		this.logins = logins;
	}

	@PostMapping(PATH)
	ResponseEntity<Map<String, String>> ended(@PathVariable String registration,
			@RequestParam(name = "logout_token", defaultValue = "") String token) {
		ProviderClient client = this.providers.all()
			.stream()
			.filter((each) -> each.id().equals(registration))
			.findFirst()
			.orElse(null);
		if (client == null) {
			return answer(HttpStatus.NOT_FOUND, "there is no such provider");
		}
		if (!this.places.tryAcquire()) {
			return answer(HttpStatus.SERVICE_UNAVAILABLE, "too many at once");
		}
		try {
			Jwt read = this.calls.logoutToken(client.get(), (token.length() <= LONGEST) ? token : "");
			this.logins.end(new EndedLogins.Ended(registration, read.getClaimAsString("sid"), read.getSubject(),
					Objects.requireNonNullElseGet(read.getIssuedAt(), Instant::now)));
			this.refused.works();
			return answer(HttpStatus.OK, null);
		}
		catch (JwtValidationException ex) {
			String why = ex.getErrors().iterator().next().getDescription();
			this.refused.happened(1, why);
			return answer(HttpStatus.BAD_REQUEST, why);
		}
		catch (JwtException ex) {
			this.refused.happened(1, "the log-out token cannot be read, or its signature is wrong");
			log.debug("a log-out token cannot be read", ex);
			return answer(HttpStatus.BAD_REQUEST, "the token cannot be read");
		}
		catch (ProviderTrouble | SQLException ex) {
			log.debug("a log-out by an identity provider must wait", ex);
			return answer(HttpStatus.SERVICE_UNAVAILABLE, "try again");
		}
		finally {
			this.places.release();
		}
	}

	private static ResponseEntity<Map<String, String>> answer(HttpStatus status, @Nullable String why) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
		return (why == null) ? answer.build() : answer.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("error", "invalid_request", "error_description", why));
	}

}

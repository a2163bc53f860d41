package io.switchboard.console.login;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.RequestEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Our own requests to an identity provider. Each answer has a bound in time and in bytes.
 */
@Component
class ProviderCalls implements JwtDecoderFactory<ClientRegistration> {

	private static final ParameterizedTypeReference<Map<String, Object>> CONFIGURATION = new ParameterizedTypeReference<>() {
	};

	private static final Logger log = LoggerFactory.getLogger(ProviderCalls.class);

	private final Duration timeout;

	private final ClientHttpRequestFactory questions;

	private final ClientHttpRequestFactory reading;

	private final Map<String, JwtDecoder> idTokens = new ConcurrentHashMap<>();

	private final Map<String, JwtDecoder> accessTokens = new ConcurrentHashMap<>();

	private final Map<String, JwtDecoder> logoutTokens = new ConcurrentHashMap<>();

	ProviderCalls(LoginSettings settings) {
		this.timeout = settings.oidc().timeout();
		// no redirects, so that a secret goes nowhere else
		this.questions = bounded(this.timeout, Redirect.NEVER);
		this.reading = bounded(this.timeout, Redirect.NORMAL);
	}

	Duration timeout() {
		return this.timeout;
	}

	/** The time counts from the first byte sent to the last one read. */
	private static ClientHttpRequestFactory bounded(Duration timeout, Redirect redirect) {
		HttpClient http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(timeout)
			.followRedirects(redirect)
			.build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
		requests.setReadTimeout(timeout);
		return new InterceptingClientHttpRequestFactory(requests,
				List.of((request, body, execution) -> new BoundedAnswer(execution.execute(request, body))));
	}

	/**
	 * The metadata of a provider.
	 * @param url its address
	 * @return null if there is none
	 * @throws ProviderTrouble if the provider does not answer
	 */
	@Nullable Map<String, Object> configuration(URI url) {
		RestTemplate rest = new RestTemplate(this.reading);
		try {
			return rest.exchange(RequestEntity.get(url).build(), CONFIGURATION).getBody();
		}
		catch (HttpClientErrorException ex) {
			return null;
		}
		catch (RestClientException ex) {
			String silence = ProviderFailure.silence(ex, this.timeout);
			String told = (silence != null) ? silence : String.valueOf(ex.getMessage());
			throw ProviderTrouble.away(told.startsWith("GET ") ? told : "GET %s: %s".formatted(url, told), ex);
		}
	}

	OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
		RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
		client.setRestClient(RestClient.builder().requestFactory(this.questions).messageConverters((converters) -> {
			converters.clear();
			converters.add(new FormHttpMessageConverter());
			converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
		}).defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build());
		return client;
	}

	DefaultOAuth2UserService people() {
		RestTemplate rest = new RestTemplate(this.questions);
		rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
		DefaultOAuth2UserService people = new DefaultOAuth2UserService();
		people.setRestOperations(rest);
		return people;
	}

	/** For the ID token of a login. */
	@Override
	public JwtDecoder createDecoder(ClientRegistration provider) {
		return this.idTokens.computeIfAbsent(provider.getRegistrationId(), (id) -> {
			NimbusJwtDecoder decoder = decoder(provider, true);
			decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(),
					new OidcIdTokenValidator(provider)));
			decoder.setClaimSetConverter(
					new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
			return decoder;
		});
	}

	/**
	 * Reads an access token, if it is a JWT that the provider has signed. Not every
	 * provider makes one.
	 */
	Map<String, Object> claims(ClientRegistration provider, String accessToken) {
		if (accessToken.chars().filter((each) -> each == '.').count() != 2
				|| provider.getProviderDetails().getJwkSetUri() == null) {
			return Map.of();
		}
		try {
			return this.accessTokens.computeIfAbsent(provider.getRegistrationId(), (id) -> {
				NimbusJwtDecoder decoder = decoder(provider, false);
				String issuer = provider.getProviderDetails().getIssuerUri();
				decoder.setJwtValidator((issuer != null) ? new DelegatingOAuth2TokenValidator<>(
						new JwtTimestampValidator(), new JwtIssuerValidator(issuer)) : new JwtTimestampValidator());
				return decoder;
			}).decode(accessToken).getClaims();
		}
		catch (JwtException ex) {
			log.info("The access token of the identity provider '{}' is not read for roles: {}",
					provider.getRegistrationId(), String.valueOf(ex.getMessage()).replaceAll("\\p{Cntrl}", " "));
			return Map.of();
		}
	}

	/**
	 * Reads the token with which a provider ends a session.
	 * @throws JwtException if it is none, or not from the provider
	 */
	Jwt logoutToken(ClientRegistration provider, String token) {
		return this.logoutTokens.computeIfAbsent(provider.getRegistrationId(), (id) -> {
			NimbusJwtDecoder decoder = decoder(provider, false);
			decoder.setJwtValidator(
					new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new LogoutToken(provider)));
			decoder.setClaimSetConverter(
					new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
			return decoder;
		}).decode(token);
	}

	/**
	 * Accepts any type in the header of the token, because that of an access token is not
	 * always JWT, and that of a log-out token may be logout+jwt.
	 */
	private NimbusJwtDecoder decoder(ClientRegistration provider, boolean typed) {
		@Nullable String keys = provider.getProviderDetails().getJwkSetUri();
		if (keys == null) {
			throw new OAuth2AuthenticationException(
					new OAuth2Error("missing_signature_verifier", "the provider's jwk-set-uri is not set", null));
		}
		return NimbusJwtDecoder.withJwkSetUri(keys)
			.validateType(typed)
			.jwsAlgorithms((known) -> known.addAll(Arrays.asList(SignatureAlgorithm.values())))
			.restOperations(new RestTemplate(this.reading))
			.build();
	}

}

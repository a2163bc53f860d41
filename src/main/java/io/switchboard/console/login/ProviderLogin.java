package io.switchboard.console.login;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.switchboard.text.Causes;
import io.switchboard.text.RepeatedFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.util.StringUtils;

/**
 * Login by an identity provider. Every failure ends at the login page, which shows the
 * reason.
 */
class ProviderLogin implements Customizer<OAuth2LoginConfigurer<HttpSecurity>> {

	private static final Logger log = LoggerFactory.getLogger(ProviderLogin.class);

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"people cannot log in by the identity provider");

	private final RepeatedFailure refused = new RepeatedFailure(log, Level.WARN,
			"the identity provider does not accept this Switchboard");

	private final OidcRoles roles;

	private final AuthenticationSuccessHandler enter;

	private final ProviderCalls calls;

	ProviderLogin(String rolesClaim, ProviderCalls calls, AuthenticationSuccessHandler enter) {
		this.roles = new OidcRoles(rolesClaim);
		this.calls = calls;
		this.enter = enter;
	}

	@Override
	public void customize(OAuth2LoginConfigurer<HttpSecurity> login) {
		OidcUserService oidc = new OidcUserService();
		oidc.setOauth2UserService(this.calls.people());
		login.loginPage("/login")
			.authorizationEndpoint((there) -> there.authorizationRequestRepository(new LoginUnderWay()))
			.tokenEndpoint((token) -> token.accessTokenResponseClient(this.calls.tokens()))
			.userInfoEndpoint((user) -> user.oidcUserService(named(oidc, this::withAccessToken))
				.userService(named(this.calls.people(), this::withAccessToken))
				.userAuthoritiesMapper(this::roles))
			.successHandler((request, response, user) -> {
				this.outage.works();
				this.refused.works();
				this.enter.onAuthenticationSuccess(request, response, user);
			})
			.failureHandler(this::failed)
			.addObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
				@Override
				public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
					filter.setAuthenticationFailureHandler(ProviderLogin.this::notSent);
					return filter;
				}
			});
	}

	/** Refuses a person without a role. */
	private Collection<? extends GrantedAuthority> roles(Collection<? extends GrantedAuthority> authorities) {
		Collection<? extends GrantedAuthority> found = this.roles.mapAuthorities(authorities);
		if (found.isEmpty()) {
			throw new OAuth2AuthenticationException(new OAuth2Error(ProviderFailure.NO_ROLE),
					this.roles.lookedFor(authorities));
		}
		return found;
	}

	/** By default, Keycloak has the roles only in the access token. */
	private OidcUser withAccessToken(OidcUserRequest request, OidcUser user) {
		return new DefaultOidcUser(withAccessToken((OAuth2UserRequest) request, user.getAuthorities()),
				user.getIdToken(), user.getUserInfo(), nameAttribute(request, IdTokenClaimNames.SUB));
	}

	private OAuth2User withAccessToken(OAuth2UserRequest request, OAuth2User user) {
		return new DefaultOAuth2User(withAccessToken(request, user.getAuthorities()), user.getAttributes(),
				nameAttribute(request, IdTokenClaimNames.SUB));
	}

	private List<GrantedAuthority> withAccessToken(OAuth2UserRequest request,
			Collection<? extends GrantedAuthority> authorities) {
		List<GrantedAuthority> all = new ArrayList<>(authorities);
		Map<String, Object> claims = this.calls.claims(request.getClientRegistration(),
				request.getAccessToken().getTokenValue());
		if (!claims.isEmpty()) {
			all.add(new OAuth2UserAuthority(OidcRoles.ACCESS_TOKEN, claims));
		}
		return all;
	}

	private static String nameAttribute(OAuth2UserRequest request, String otherwise) {
		String name = request.getClientRegistration()
			.getProviderDetails()
			.getUserInfoEndpoint()
			.getUserNameAttributeName();
		return StringUtils.hasText(name) ? name : otherwise;
	}

	/**
	 * A missing claim with the user's name is shown to the person, and is not an error of
	 * Switchboard.
	 */
	private static <R extends OAuth2UserRequest, U extends OAuth2User> OAuth2UserService<R, U> named(
			OAuth2UserService<R, U> people, BiFunction<R, U, U> with) {
		return (request) -> {
			try {
				return with.apply(request, people.loadUser(request));
			}
			catch (IllegalArgumentException ex) {
				throw new OAuth2AuthenticationException(new OAuth2Error(ProviderFailure.NO_NAME), ex.getMessage(), ex);
			}
		};
	}

	private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		ProviderFailure why = ProviderFailure.of(failure, this.calls.timeout());
		switch (why.problem()) {
			case AWAY, PROVIDER -> this.outage.happened(1, why.sentence());
			case CLIENT -> this.refused.happened(1, why.sentence());
			default -> log.info("a login over an identity provider failed: {}", why.sentence());
		}
		PagesSecurity.back(why.problem().parameter(), request, response);
	}

	/** A login that could not be sent to the provider. */
	private void notSent(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		ProviderTrouble trouble = Causes.first(failure, ProviderTrouble.class).orElse(null);
		if (trouble != null) {
			failed(request, response, trouble);
		}
		else {
			log.debug("an unknown identity provider was asked for", failure);
			response.sendError(HttpStatus.NOT_FOUND.value());
		}
	}

}

package io.switchboard.console.login;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The door of the pages, for all that is not the API: a viewer may look, an operator may
 * act. Who is not logged in is led to the login page and back.
 */
@Configuration(proxyBeanMethods = false)
class PagesSecurity {

	/** Nothing from elsewhere, nothing inline: what an event says is never run. */
	static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

	private static final String[] OPEN = { "/login", "/console/**", "/webjars/**", "/favicon.ico" };

	/** Changes nothing, though it is sent. */
	private static final String ASKS = "/routes/*/decide";

	/** A mail as it is, within the page that shows it. */
	private static final RequestMatcher FRAMED = (request) -> request.getRequestURI().matches("/mailbox/\\d+/html");

	/** Between visits; an open console keeps its session. */
	private static final int SESSION_SECONDS = 12 * 60 * 60;

	@Bean
	@Order(100)
	SecurityFilterChain pages(HttpSecurity http, LoginBrake brake, LoginSettings settings,
			ObjectProvider<ClientRegistrationRepository> registrations) throws Exception {
		http.authorizeHttpRequests((requests) -> requests
			// the end of a stream whose request was let in
			.dispatcherTypeMatchers(DispatcherType.ASYNC)
			.permitAll()
			.requestMatchers(OPEN)
			.permitAll()
			.requestMatchers(HttpMethod.GET)
			.hasRole(Roles.VIEWER)
			.requestMatchers(HttpMethod.HEAD)
			.hasRole(Roles.VIEWER)
			.requestMatchers(HttpMethod.POST, ASKS)
			.hasRole(Roles.VIEWER)
			.anyRequest()
			.hasRole(Roles.OPERATOR))
			.formLogin((form) -> form.loginPage("/login").successHandler((request, response, who) -> {
				brake.succeeded(request);
				enter(request, response);
			}).failureHandler((request, response, failure) -> {
				brake.failed(request);
				back(LoginProblem.FAILED, request, response);
			}))
			.logout((logout) -> logout.logoutSuccessUrl("/login"))
			.addFilterBefore(new LoginBrakeFilter(brake), UsernamePasswordAuthenticationFilter.class)
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(PagesSecurity::leadToLogin))
			.headers((headers) -> headers.contentSecurityPolicy((csp) -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
				.frameOptions(FrameOptionsConfig::disable)
				.addHeaderWriter((request, response) -> response.setHeader("X-Frame-Options",
						FRAMED.matches(request) ? "SAMEORIGIN" : "DENY"))
				.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
		if (registrations.getIfAvailable() != null) {
			http.oauth2Login(new ProviderLogin(settings.oidc().rolesClaim(),
					(request, response, who) -> enter(request, response)));
		}
		return http.build();
	}

	@Bean
	PasswordEncoder passwordEncoder() {
		return new BCryptPasswordEncoder();
	}

	private static void enter(HttpServletRequest request, HttpServletResponse response) throws IOException {
		request.getSession().setMaxInactiveInterval(SESSION_SECONDS);
		response.sendRedirect(WantedPage.of(request));
	}

	static void back(LoginProblem problem, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.sendRedirect("/login?" + problem.parameter() + "&" + WantedPage.parameter(WantedPage.of(request)));
	}

	/** A page leads there; a part of a page makes the browser load the page again. */
	private static void leadToLogin(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		String accept = request.getHeader("Accept");
		boolean part = request.getHeader("HX-Request") != null;
		if (!part && accept != null && accept.contains("text/html")) {
			response.sendRedirect(WantedPage.login(request));
			return;
		}
		if (part) {
			response.setHeader("HX-Refresh", "true");
		}
		response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
		response.setContentType("application/json");
		response.getWriter().write("{\"status\":401,\"detail\":\"log in at /login\"}");
	}

}

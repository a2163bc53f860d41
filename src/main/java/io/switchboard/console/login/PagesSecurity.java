package io.switchboard.console.login;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The security rules of the pages, for everything but the API: a viewer may look, an
 * operator may act. Others are led to the login page, and back after the login.
 */
@Configuration(proxyBeanMethods = false)
class PagesSecurity {

	/**
	 * The pages load nothing from other hosts, and run no inline scripts. So a script in
	 * the text of an event never runs.
	 */
	static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

	private static final String POLICY = "Content-Security-Policy";

	/** Of our own: Spring would look through all beans for one at each path. */
	private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

	private static final RequestMatcher OPEN = anyOf(null, "/login", "/console/**", "/webjars/**", "/favicon.ico");

	private static final RequestMatcher LOOKS = (request) -> HttpMethod.GET.matches(request.getMethod())
			|| HttpMethod.HEAD.matches(request.getMethod());

	/** All pages that the role {@code phone} sees. */
	private static final String OWN_PHONE = "/phone";

	/** A POST that changes only the user's own data. */
	private static final RequestMatcher ASKS = anyOf(HttpMethod.POST, "/routes/*/decide", "/views/**", "/zone");

	/** By a provider, whose token is checked there. */
	private static final RequestMatcher ENDED = anyOf(HttpMethod.POST, BackChannelLogout.PATH);

	/** Shows a mail as it is, in a frame of its page. */
	private static final RequestMatcher FRAMED = anyOf(null, "/mailbox/{number:\\d+}/html",
			"/deliveries/{id:\\d+}/sent/{attempt:\\d+}/{number:\\d+}/mail");

	/** How long a login lasts without a request. An open console keeps it alive. */
	private static final int SESSION_SECONDS = 12 * 60 * 60;

	@Bean
	@Order(100)
	SecurityFilterChain pages(HttpSecurity http, LoginSettings settings, ProviderCalls calls, Providers known,
			EndedLogins ended, ObjectProvider<ClientRegistrationRepository> registrations) throws Exception {
		RefusedAccess refused = new RefusedAccess();
		AuthenticationSuccessHandler entered = (request, response, who) -> {
			ended.watch(request.getSession(), who);
			enter(request, response, who);
		};
		http.authorizeHttpRequests((requests) -> requests
			// the end of a stream whose request was allowed
			.dispatcherTypeMatchers(DispatcherType.ASYNC)
			.permitAll()
			.requestMatchers(OPEN)
			.permitAll()
			.requestMatchers(ENDED)
			.permitAll()
			.requestMatchers(PATHS.matcher(HttpMethod.GET, OWN_PHONE))
			.hasAnyRole(Roles.VIEWER, Roles.PHONE)
			.requestMatchers(LOOKS)
			.hasRole(Roles.VIEWER)
			.requestMatchers(ASKS)
			.hasRole(Roles.VIEWER)
			.anyRequest()
			.hasRole(Roles.OPERATOR))
			.formLogin((form) -> form.loginPage("/login").successHandler(entered).failureHandler(PagesSecurity::failed))
			.logout((logout) -> logout.logoutSuccessUrl("/login"))
			.csrf((csrf) -> csrf.csrfTokenRepository(new FormTokens()).ignoringRequestMatchers(ENDED))
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(refused).accessDeniedHandler(refused))
			.headers((headers) -> headers.frameOptions(FrameOptionsConfig::disable)
				.addHeaderWriter((request, response) -> {
					if (!response.containsHeader(POLICY)) {
						response.setHeader(POLICY, policy(known));
					}
				})
				.addHeaderWriter((request, response) -> response.setHeader("X-Frame-Options",
						FRAMED.matches(request) ? "SAMEORIGIN" : "DENY"))
				.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
		ClientRegistrationRepository providers = registrations.getIfAvailable();
		if (providers != null) {
			http.oauth2Login(new ProviderLogin(settings.oidc().rolesClaim(), calls, entered));
			http.logout((logout) -> logout.logoutSuccessHandler(new ProviderLogout(providers)));
		}
		return http.build();
	}

	/** A browser also checks the last redirect of the log-out form. */
	private static String policy(Providers known) {
		return Stream.concat(Stream.of(CONTENT_SECURITY_POLICY), ProviderLogout.origins(known.known()).stream())
			.collect(Collectors.joining(" "));
	}

	private static RequestMatcher anyOf(@Nullable HttpMethod method, String... paths) {
		return new OrRequestMatcher(
				Stream.of(paths).map((path) -> (RequestMatcher) PATHS.matcher(method, path)).toList());
	}

	private static void enter(HttpServletRequest request, HttpServletResponse response, Authentication who)
			throws IOException {
		request.getSession().setMaxInactiveInterval(SESSION_SECONDS);
		WantedPage.forget(request, response);
		boolean sees = who.getAuthorities().stream().anyMatch((each) -> Roles.isViewer(each.getAuthority()));
		response.sendRedirect(request.getContextPath() + (sees ? WantedPage.of(request) : OWN_PHONE));
	}

	private static void failed(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		if (failure instanceof TooManyAtOnce) {
			Refusal.later(request, response, "Too many people log in at once. Go back, and try again.");
		}
		else if (failure instanceof TooManyTries tries) {
			back(LoginProblem.WAIT.parameter() + "=" + tries.seconds(), request, response);
		}
		else {
			back(LoginProblem.FAILED.parameter(), request, response);
		}
	}

	/** Redirects to the login page, which shows the problem. */
	static void back(String problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.sendRedirect(
				request.getContextPath() + "/login?" + problem + "&" + WantedPage.parameter(WantedPage.of(request)));
	}

}

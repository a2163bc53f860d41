package io.switchboard.console.login;

import java.io.IOException;
import java.util.Set;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Protects everything but the health and the API's description. The webhook, the pages
 * and, in the demo, the simulated platform have rules of their own.
 */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(info = @Info(title = "Switchboard", version = "1",
		description = "What came in, and where it went. Send the header Authorization: Bearer <api.token>."))
class Security {

	private static final String[] OPEN = { "/actuator/health/**", "/v3/api-docs/**", "/v3/api-docs.yaml", "/error" };

	private static final String METRICS = "/actuator/prometheus";

	private static final AuthorizationManager<RequestAuthorizationContext> MAY_MEASURE = AuthorityAuthorizationManager
		.hasAnyRole(Roles.API, Roles.METRICS);

	/** The simulated platform asks for its own key there. */
	private static final String[] SIMULATED = { "/simulator/v1.1/**", "/simulator/v1.2/**" };

	private static final String[] PATHS = { "/api/**", "/simulator/**", "/actuator/**", "/v3/**", "/error" };

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	/**
	 * The rules of the API, for programs that send a token with each request, and for the
	 * scripts of the pages.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain api(HttpSecurity http, ApiToken token, MetricsSettings metrics, PhoneTokens phones,
			Environment environment) throws Exception {
		ApiTokenFilter programs = new ApiTokenFilter(token, metrics, phones);
		if (environment.acceptsProfiles(Profiles.of("demo", "simulator"))) {
			http.authorizeHttpRequests((requests) -> requests.requestMatchers(SIMULATED)
				.permitAll()
				.requestMatchers(HttpMethod.POST, "/simulator/crm/activities")
				.permitAll());
		}
		return http.securityMatchers((matchers) -> matchers.requestMatchers(PATHS).requestMatchers(programs::sent))
			.authorizeHttpRequests((requests) -> requests
				// the end of a stream whose request was let in
				.dispatcherTypeMatchers(DispatcherType.ASYNC)
				.permitAll()
				.requestMatchers(OPEN)
				.permitAll()
				.requestMatchers(METRICS)
				.access((who,
						asked) -> new AuthorizationDecision(metrics.open() || isOnManagementPort(asked, environment)
								|| MAY_MEASURE.authorize(who, asked).isGranted()))
				.requestMatchers(HttpMethod.GET, "/api/phone/**")
				.hasAnyRole(Roles.API, Roles.VIEWER, Roles.PHONE)
				.requestMatchers(HttpMethod.GET, "/api/**")
				.hasAnyRole(Roles.API, Roles.VIEWER)
				.requestMatchers(HttpMethod.POST, "/api/routes/decide")
				.hasAnyRole(Roles.API, Roles.VIEWER)
				.requestMatchers(HttpMethod.POST, "/api/**")
				.hasAnyRole(Roles.API, Roles.OPERATOR)
				.anyRequest()
				.hasRole(Roles.API))
			.securityContext((context) -> context.securityContextRepository(sessionOfThePages()))
			.addFilterBefore(programs, UsernamePasswordAuthenticationFilter.class)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.csrf((csrf) -> csrf.csrfTokenRepository(new FormTokens())
				.requireCsrfProtectionMatcher(Security::isAPagesScript))
			.exceptionHandling((failures) -> failures
				.authenticationEntryPoint((request, response, failure) -> unauthorized(response))
				.accessDeniedHandler(Security::forbidden))
			.build();
	}

	/** A port of their own ({@code management.server.port}) is guarded by the network. */
	private static boolean isOnManagementPort(RequestAuthorizationContext asked, Environment environment) {
		Integer port = environment.getProperty("local.management.port", Integer.class);
		Integer main = environment.getProperty("local.server.port", Integer.class);
		return port != null && !port.equals(main) && port == asked.getRequest().getLocalPort();
	}

	/** A foreign page may make a browser send the cookie, but never a Bearer token. */
	private static boolean isAPagesScript(HttpServletRequest request) {
		String authorization = request.getHeader("Authorization");
		boolean token = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
		return !token && !SAFE.contains(request.getMethod()) && request.getSession(false) != null;
	}

	/** Reads the login of the console, and never begins a session. */
	private static SecurityContextRepository sessionOfThePages() {
		HttpSessionSecurityContextRepository repository = new HttpSessionSecurityContextRepository();
		repository.setAllowSessionCreation(false);
		return repository;
	}

	/**
	 * Errors of every path are answered here, even of malformed ones.
	 */
	@Bean
	HttpFirewall firewall() {
		return new StrictHttpFirewall() {
			@Override
			public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
				if (request.getDispatcherType() != DispatcherType.ERROR) {
					return super.getFirewalledRequest(request);
				}
				return new FirewalledRequest(request) {
					@Override
					public void reset() {
						// nothing was changed
					}
				};
			}
		};
	}

	private static void forbidden(HttpServletRequest request, HttpServletResponse response,
			AccessDeniedException failure) throws IOException, ServletException {
		request.setAttribute(RefusedAccess.REASON, reason(request, failure));
		new AccessDeniedHandlerImpl().handle(request, response, failure);
	}

	private static String reason(HttpServletRequest request, AccessDeniedException failure) {
		if (failure instanceof CsrfException) {
			return "Send the page's token as X-CSRF-TOKEN.";
		}
		return request.isUserInRole(Roles.OPERATOR)
				? "A login does not open this. Send the header Authorization: Bearer <api.token>."
				: "Your role does not allow this. An operator may do it, or a program with the header Authorization: Bearer <api.token>.";
	}

	private static void unauthorized(HttpServletResponse response) throws IOException {
		response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
		response.addHeader("WWW-Authenticate", "Bearer");
		response.addHeader("WWW-Authenticate", "Basic realm=\"switchboard\"");
		response.setContentType("application/problem+json");
		response.getWriter().write("{\"status\":401,\"detail\":\"send the header Authorization: Bearer <api.token>\"}");
	}

}

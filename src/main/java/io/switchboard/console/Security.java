package io.switchboard.console;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/**
 * Everything is closed but health, metrics, the API's description, and the webhook, which
 * has its own door.
 */
@Configuration(proxyBeanMethods = false)
class Security {

	private static final String[] OPEN = { "/actuator/health/**", "/actuator/prometheus", "/v3/api-docs/**", "/error" };

	@Bean
	SecurityFilterChain api(HttpSecurity http, ApiToken token) throws Exception {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(OPEN).permitAll().anyRequest().hasRole("API"))
			.addFilterBefore(new ApiTokenFilter(token), UsernamePasswordAuthenticationFilter.class)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(AbstractHttpConfigurer::disable)
			.exceptionHandling((failures) -> failures
				.authenticationEntryPoint((request, response, failure) -> unauthorized(response)))
			.build();
	}

	@Bean
	WebSecurityCustomizer webhookHasItsOwnDoor() {
		return (web) -> web.ignoring().requestMatchers("/webhooks/**", "/http/**");
	}

	private static void unauthorized(HttpServletResponse response) throws IOException {
		response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
		response.addHeader("WWW-Authenticate", "Bearer");
		response.addHeader("WWW-Authenticate", "Basic realm=\"switchboard\"");
		response.setContentType("application/json");
		response.getWriter().write("{\"status\":401,\"detail\":\"send the header Authorization: Bearer <api.token>\"}");
	}

}

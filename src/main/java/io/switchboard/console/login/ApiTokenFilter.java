package io.switchboard.console.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the token: as {@code Bearer}, or, for a browser that only looks, as the password
 * of Basic credentials. A browser sends those by itself, even where a foreign page asks
 * it to, so they change nothing.
 */
class ApiTokenFilter extends OncePerRequestFilter {

	private static final Set<String> LOOKING = Set.of("GET", "HEAD");

	private final ApiToken token;

	private final MetricsSettings metrics;

	ApiTokenFilter(ApiToken token, MetricsSettings metrics) {
		this.token = token;
		this.metrics = metrics;
	}

	/**
	 * Whether a program sent a request, or a browser with the token. Basic credentials of
	 * another kind are a proxy's, and say nothing to us.
	 */
	boolean sent(HttpServletRequest request) {
		String[] parts = authorization(request);
		return isBearer(parts) || role(offered(parts, LOOKING.contains(request.getMethod()))) != null;
	}

	private static String[] authorization(HttpServletRequest request) {
		return String.valueOf(request.getHeader("Authorization")).split(" ", 2);
	}

	private static boolean isBearer(String[] parts) {
		return parts[0].equalsIgnoreCase("Bearer");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean onlyLooks = LOOKING.contains(request.getMethod());
		String[] parts = authorization(request);
		String role = role(offered(parts, onlyLooks));
		if (role != null || isBearer(parts)) {
			// a token that is none is not made good by a login beside it
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			if (role != null) {
				context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("api", null,
						AuthorityUtils.createAuthorityList(role)));
			}
			SecurityContextHolder.setContext(context);
		}
		chain.doFilter(request, response);
	}

	private @Nullable String role(@Nullable String offered) {
		if (offered == null) {
			return null;
		}
		if (this.token.accepts(offered)) {
			return "ROLE_API";
		}
		return this.metrics.accepts(offered) ? "ROLE_METRICS" : null;
	}

	private static @Nullable String offered(String[] parts, boolean onlyLooks) {
		if (parts.length < 2) {
			return null;
		}
		String value = parts[1].strip();
		if (isBearer(parts)) {
			return value;
		}
		return (onlyLooks && parts[0].equalsIgnoreCase("Basic")) ? password(value) : null;
	}

	private static @Nullable String password(String credentials) {
		try {
			String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
			return decoded.substring(decoded.indexOf(':') + 1);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}

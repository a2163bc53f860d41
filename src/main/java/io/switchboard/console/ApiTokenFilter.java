package io.switchboard.console;

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

	ApiTokenFilter(ApiToken token) {
		this.token = token;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean onlyLooks = LOOKING.contains(request.getMethod());
		String offered = offered(request.getHeader("Authorization"), onlyLooks);
		if (offered != null && this.token.accepts(offered)) {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("api", null,
					AuthorityUtils.createAuthorityList("ROLE_API")));
			SecurityContextHolder.setContext(context);
		}
		chain.doFilter(request, response);
	}

	private static @Nullable String offered(@Nullable String authorization, boolean onlyLooks) {
		String[] parts = (authorization != null) ? authorization.split(" ", 2) : new String[0];
		if (parts.length < 2) {
			return null;
		}
		String value = parts[1].strip();
		if (parts[0].equalsIgnoreCase("Bearer")) {
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

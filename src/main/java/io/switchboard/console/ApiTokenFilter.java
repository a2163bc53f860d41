package io.switchboard.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

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
 * Reads the token: as {@code Bearer}, or, for a browser, as the password of Basic
 * credentials.
 */
class ApiTokenFilter extends OncePerRequestFilter {

	private final ApiToken token;

	ApiTokenFilter(ApiToken token) {
		this.token = token;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String offered = offered(request.getHeader("Authorization"));
		if (offered != null && this.token.accepts(offered)) {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("api", null,
					AuthorityUtils.createAuthorityList("ROLE_API")));
			SecurityContextHolder.setContext(context);
		}
		chain.doFilter(request, response);
	}

	private static @Nullable String offered(@Nullable String authorization) {
		String[] parts = (authorization != null) ? authorization.split(" ", 2) : new String[0];
		if (parts.length < 2) {
			return null;
		}
		String value = parts[1].strip();
		if (parts[0].equalsIgnoreCase("Bearer")) {
			return value;
		}
		return parts[0].equalsIgnoreCase("Basic") ? password(value) : null;
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

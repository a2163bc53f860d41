package io.switchboard.console.login;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the token of a program. It comes as {@code Bearer}. A browser may send it as the
 * password of Basic credentials, but may then only read: a browser repeats such
 * credentials by itself, even for a foreign page.
 */
class ApiTokenFilter extends OncePerRequestFilter {

	private static final Set<String> LOOKING = Set.of("GET", "HEAD");

	private final ApiToken token;

	private final MetricsSettings metrics;

	private final PhoneTokens phones;

	private final BasicAuthenticationConverter basic = new BasicAuthenticationConverter();

	ApiTokenFilter(ApiToken token, MetricsSettings metrics, PhoneTokens phones) {
		this.phones = phones;
		this.token = token;
		this.metrics = metrics;
	}

	/**
	 * Whether a program sent a request, or a browser with the token. Basic credentials of
	 * another kind belong to a proxy, and are ignored.
	 */
	boolean sent(HttpServletRequest request) {
		return bearer(request) != null || who(request) != null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication who = who(request);
		if (who != null || bearer(request) != null) {
			// a wrong token is refused even with a valid login beside it
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			if (who != null) {
				context.setAuthentication(who);
			}
			SecurityContextHolder.setContext(context);
		}
		chain.doFilter(request, response);
	}

	private @Nullable Authentication who(HttpServletRequest request) {
		String bearer = bearer(request);
		String offered = (bearer != null) ? bearer : password(request);
		if (offered == null) {
			return null;
		}
		if (this.token.accepts(offered)) {
			return authenticated("api", Roles.API);
		}
		if (this.metrics.accepts(offered)) {
			return authenticated("api", Roles.METRICS);
		}
		PhoneTokens.Holder holder = this.phones.holder(offered);
		return (holder != null) ? authenticated(holder, Roles.PHONE) : null;
	}

	private static Authentication authenticated(Object who, String role) {
		return UsernamePasswordAuthenticationToken.authenticated(who, null,
				AuthorityUtils.createAuthorityList(Roles.authority(role)));
	}

	/** The token; null if there is none, empty if nothing follows the word. */
	private static @Nullable String bearer(HttpServletRequest request) {
		String[] parts = String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION)).split(" ", 2);
		if (!parts[0].equalsIgnoreCase("Bearer")) {
			return null;
		}
		return (parts.length == 2) ? parts[1].strip() : "";
	}

	private @Nullable String password(HttpServletRequest request) {
		if (!LOOKING.contains(request.getMethod())) {
			return null;
		}
		try {
			UsernamePasswordAuthenticationToken basic = this.basic.convert(request);
			return (basic != null) ? String.valueOf(basic.getCredentials()) : null;
		}
		catch (BadCredentialsException ex) {
			return null;
		}
	}

}

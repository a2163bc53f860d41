package io.switchboard.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * The token that proves that a form is ours (CSRF). After the login it is in the session,
 * before it in a cookie. Anybody may open the login page, and that must not begin a
 * session.
 */
public final class FormTokens implements CsrfTokenRepository {

	private static final String HEADER = "X-CSRF-TOKEN";

	private final HttpSessionCsrfTokenRepository sessions = new HttpSessionCsrfTokenRepository();

	private final CookieCsrfTokenRepository cookies = new CookieCsrfTokenRepository();

	/** For the pages, and for the requests of their scripts. */
	public FormTokens() {
		this.sessions.setHeaderName(HEADER);
		this.cookies.setHeaderName(HEADER);
		this.cookies.setCookieName(SessionCookie.NAME + "-form");
		this.cookies.setCookieCustomizer((cookie) -> cookie.httpOnly(true).sameSite("Lax"));
	}

	@Override
	public CsrfToken generateToken(HttpServletRequest request) {
		return place(request).generateToken(request);
	}

	@Override
	public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
		place(request).saveToken(token, request, response);
	}

	@Override
	public @Nullable CsrfToken loadToken(HttpServletRequest request) {
		return place(request).loadToken(request);
	}

	private CsrfTokenRepository place(HttpServletRequest request) {
		return (request.getSession(false) != null) ? this.sessions : this.cookies;
	}

}

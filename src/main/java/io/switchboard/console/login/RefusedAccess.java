package io.switchboard.console.login;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Answers a request that is not allowed. Without a login, the browser is led to the login
 * page, and back after that. A form of an earlier login shows its page again, with a
 * sentence that nothing was done. A missing role is named.
 */
public class RefusedAccess implements AuthenticationEntryPoint, AccessDeniedHandler {

	/** The request attribute with a sentence that a problem (RFC 9457) shows. */
	public static final String REASON = "switchboard.refused";

	private static final String NOTICE = "switchboard.notice";

	private static final String STALE_PAGE = "That page was older than your login, so nothing was done. This is the current page: try again.";

	private final AccessDeniedHandler denied = new AccessDeniedHandlerImpl();

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		lead(request, response, WantedPage.login(request), null);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException, ServletException {
		if (!(failure instanceof CsrfException)) {
			this.denied.handle(request, response, failure);
			return;
		}
		String page = WantedPage.meant(request);
		if (!isKnown()) {
			String login = "/login?" + problem(request).parameter() + "&" + WantedPage.parameter(page);
			lead(request, response, login, login);
			return;
		}
		request.getSession().setAttribute(NOTICE, STALE_PAGE);
		lead(request, response, page, page);
	}

	/**
	 * A sentence that the next page shows once.
	 * @param request for a whole page
	 * @return a sentence, or null
	 */
	public static @Nullable String notice(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session == null || !(session.getAttribute(NOTICE) instanceof String notice)) {
			return null;
		}
		session.removeAttribute(NOTICE);
		return notice;
	}

	/** When form tokens are compared, the request does not know the user yet. */
	private static boolean isKnown() {
		Authentication who = SecurityContextHolder.getContext().getAuthentication();
		return who != null && who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken);
	}

	private static LoginProblem problem(HttpServletRequest request) {
		return request.getServletPath().equals("/login") ? LoginProblem.STALE : LoginProblem.ENDED;
	}

	/**
	 * A page redirects. A part of a page makes the browser go there, or reload.
	 */
	private static void lead(HttpServletRequest request, HttpServletResponse response, String page,
			@Nullable String fromPart) throws IOException {
		String accept = request.getHeader("Accept");
		boolean part = request.getHeader("HX-Request") != null;
		if (!part && accept != null && accept.contains("text/html")) {
			response.sendRedirect(request.getContextPath() + page);
			return;
		}
		if (part && fromPart != null) {
			response.setHeader("HX-Redirect", request.getContextPath() + fromPart);
		}
		else if (part) {
			response.setHeader("HX-Refresh", "true");
		}
		boolean known = isKnown();
		response.setStatus(known ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_UNAUTHORIZED);
		response.setContentType("application/problem+json");
		response.getWriter()
			.write(known ? "{\"status\":403,\"detail\":\"send the page's token as X-CSRF-TOKEN\"}"
					: "{\"status\":401,\"detail\":\"log in at /login\"}");
	}

}

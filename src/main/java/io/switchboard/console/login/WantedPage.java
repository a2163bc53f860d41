package io.switchboard.console.login;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UrlPathHelper;
import org.springframework.web.util.WebUtils;

/**
 * The page that somebody wanted before the login: only a path of ours, without the
 * prefix. It is carried in the URL, so that there is no session before the login.
 */
final class WantedPage {

	static final String PARAMETER = "next";

	/** The login by an identity provider carries no parameters of ours. */
	static final String COOKIE = SessionCookie.NAME + "-next";

	/**
	 * No second slash or backslash, which would name another host; no control characters.
	 */
	private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x7E&&[^\\\\]]*");

	private static final int LONGEST = 2000;

	private WantedPage() {
	}

	/** The login page, which leads back to the wanted page. */
	static String login(HttpServletRequest request) {
		String query = request.getQueryString();
		String wanted = orOverview(
				UrlPathHelper.rawPathInstance.getPathWithinApplication(request) + ((query != null) ? "?" + query : ""));
		return "/login" + (wanted.equals("/") ? "" : "?" + parameter(wanted));
	}

	/** The page with the form, because the address of the form itself is no page. */
	static String meant(HttpServletRequest request) {
		String page = request.getHeader("HX-Current-URL");
		try {
			URI address = URI.create((page != null) ? page : String.valueOf(request.getHeader("Referer")));
			String path = String.valueOf(address.getRawPath());
			String root = request.getContextPath();
			boolean ours = request.getServerName().equalsIgnoreCase(address.getHost()) && path.startsWith(root + "/");
			return ours ? orOverview(path.substring(root.length())
					+ ((address.getRawQuery() != null) ? "?" + address.getRawQuery() : "")) : "/";
		}
		catch (IllegalArgumentException ex) {
			return "/";
		}
	}

	/** The path that the login was asked with, or the overview. */
	static String of(HttpServletRequest request) {
		String wanted = request.getParameter(PARAMETER);
		Cookie kept = WebUtils.getCookie(request, COOKIE);
		if (wanted == null && kept != null) {
			try {
				wanted = new String(Base64.getUrlDecoder().decode(kept.getValue()), StandardCharsets.US_ASCII);
			}
			catch (IllegalArgumentException ex) {
				return "/";
			}
		}
		return orOverview(wanted);
	}

	static void keep(String wanted, HttpServletRequest request, HttpServletResponse response) {
		boolean kept = WebUtils.getCookie(request, COOKIE) != null;
		if (kept || !wanted.equals("/")) {
			response.addCookie(cookie(wanted, wanted.equals("/") ? 0 : -1, request));
		}
	}

	/** Deletes it once it was reached. */
	static void forget(HttpServletRequest request, HttpServletResponse response) {
		keep("/", request, response);
	}

	private static Cookie cookie(String wanted, int maxAge, HttpServletRequest request) {
		Cookie cookie = new Cookie(COOKIE,
				Base64.getUrlEncoder().withoutPadding().encodeToString(wanted.getBytes(StandardCharsets.US_ASCII)));
		cookie.setMaxAge(maxAge);
		cookie.setPath(request.getContextPath() + "/");
		cookie.setHttpOnly(true);
		cookie.setSecure(request.isSecure());
		cookie.setAttribute("SameSite", "Lax");
		return cookie;
	}

	static String parameter(String wanted) {
		return PARAMETER + "=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
	}

	private static String orOverview(@Nullable String path) {
		boolean ours = path != null && path.length() <= LONGEST && OURS.matcher(path).matches();
		return (ours && !path.startsWith("/login")) ? path : "/";
	}

}

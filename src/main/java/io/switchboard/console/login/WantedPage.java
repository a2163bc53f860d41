package io.switchboard.console.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The page that somebody wanted before the login: a path of ours, and nothing else. It
 * travels in the URL, so that nobody has a session before the login page.
 */
final class WantedPage {

	static final String PARAMETER = "next";

	/**
	 * No second slash or backslash, which would name another host; no control characters.
	 */
	private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x7E&&[^\\\\]]*");

	private static final int LONGEST = 2000;

	private WantedPage() {
	}

	/** The login page, which knows where to go afterwards. */
	static String login(HttpServletRequest request) {
		String query = request.getQueryString();
		String wanted = request.getRequestURI() + ((query != null) ? "?" + query : "");
		return "/login" + (isOurs(wanted) && !wanted.equals("/") ? "?" + parameter(wanted) : "");
	}

	/** The path that was carried along, or the overview. */
	static String of(HttpServletRequest request) {
		String wanted = request.getParameter(PARAMETER);
		HttpSession session = request.getSession(false);
		if (wanted == null && session != null && session.getAttribute(PARAMETER) instanceof String kept) {
			wanted = kept;
		}
		return (wanted != null && isOurs(wanted)) ? wanted : "/";
	}

	/** For the way over an identity provider, which carries nothing of ours along. */
	static void keep(HttpServletRequest request) {
		request.getSession().setAttribute(PARAMETER, of(request));
	}

	static String parameter(String wanted) {
		return PARAMETER + "=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
	}

	private static boolean isOurs(@Nullable String path) {
		return path != null && path.length() <= LONGEST && OURS.matcher(path).matches();
	}

}

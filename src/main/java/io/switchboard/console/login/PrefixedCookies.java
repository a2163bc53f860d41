package io.switchboard.console.login;

import java.nio.charset.Charset;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.CookieProcessor;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.ServerCookies;

/**
 * Sets the path of the session's cookie to the prefix that a proxy takes off, which
 * Tomcat does not know. So another Switchboard on the same host has a cookie of its own.
 */
class PrefixedCookies implements CookieProcessor {

	private final CookieProcessor cookies;

	PrefixedCookies(CookieProcessor cookies) {
		this.cookies = cookies;
	}

	@Override
	public String generateHeader(Cookie cookie, HttpServletRequest request) {
		Object prefix = request.getAttribute(SessionCookie.PREFIX);
		if (cookie.getName().equals(SessionCookie.NAME) && prefix instanceof String path && !path.isEmpty()) {
			Cookie below = (Cookie) cookie.clone();
			below.setPath(path);
			return this.cookies.generateHeader(below, request);
		}
		return this.cookies.generateHeader(cookie, request);
	}

	@Override
	public void parseCookieHeader(MimeHeaders headers, ServerCookies serverCookies) {
		this.cookies.parseCookieHeader(headers, serverCookies);
	}

	@Override
	public Charset getCharset() {
		return this.cookies.getCharset();
	}

}

package io.switchboard.console.login;

import java.util.Set;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.server.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The session's cookie. No script reads it, and no foreign page can use it for a change.
 * If people use HTTPS, it is sent only by HTTPS. It is Lax, not Strict, so that a link in
 * a mail opens a page with the login.
 */
@Configuration(proxyBeanMethods = false)
public class SessionCookie {

	/** The attribute of a request that has what a proxy took off its path. */
	public static final String PREFIX = "switchboard.prefix";

	static final String NAME = "switchboard";

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessionCookieStaysBelowThePrefix() {
		return (factory) -> factory.addContextCustomizers(
				(context) -> context.setCookieProcessor(new PrefixedCookies(context.getCookieProcessor())));
	}

	@Bean
	CookieSameSiteSupplier sessionCookieIsLax() {
		return CookieSameSiteSupplier.ofLax().whenHasName(NAME);
	}

	@Bean
	ServletContextInitializer sessionCookieIsGuarded(@Value("${console.url}") String consoleUrl) {
		return (context) -> {
			context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
			SessionCookieConfig cookie = context.getSessionCookieConfig();
			cookie.setName(NAME);
			cookie.setHttpOnly(true);
			cookie.setSecure(consoleUrl.strip().startsWith("https:"));
		};
	}

}

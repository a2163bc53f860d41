package io.switchboard.console.pages;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Where VoIPstudio sends webhooks to, without the key. */
@Component
public class WebhookAddress {

	private final String consoleUrl;

	private final boolean demo;

	WebhookAddress(@Value("${console.url}") String consoleUrl, Environment environment) {
		this.consoleUrl = consoleUrl.strip().replaceAll("/+$", "");
		this.demo = environment.acceptsProfiles(Profiles.of("demo"));
	}

	/**
	 * In the demo, on whatever port this request came in.
	 * @param request one to a page
	 * @return the URL up to the key
	 */
	public String of(HttpServletRequest request) {
		String url = this.demo
				? request.getRequestURL().toString().replaceAll("(?<=[^:/])/.*", "") + request.getContextPath()
				: this.consoleUrl;
		return url + "/webhooks/voipstudio/";
	}

}

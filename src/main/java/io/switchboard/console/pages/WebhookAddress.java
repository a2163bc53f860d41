package io.switchboard.console.pages;

import io.switchboard.text.UrlText;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** The address for VoIPstudio's webhooks, without the key. */
@Component
public class WebhookAddress {

	private final String consoleUrl;

	private final boolean demo;

	WebhookAddress(@Value("${console.url}") String consoleUrl, Environment environment) {
		this.consoleUrl = UrlText.base(consoleUrl);
		this.demo = environment.acceptsProfiles(Profiles.of("demo"));
	}

	/**
	 * The address; in the demo with the port of this request.
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

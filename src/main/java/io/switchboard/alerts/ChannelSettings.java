package io.switchboard.alerts;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.switchboard.http.WebhookSignature;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of {@code alerts.channels}. Exactly one of its addresses is set.
 *
 * @param name what it is called in the console; its kind, if not said
 * @param mail who gets a mail
 * @param slack the address of an incoming webhook
 * @param teams the address of a workflow
 * @param googleChat the address of a space's webhook
 * @param mattermost the address of an incoming webhook
 * @param webhook where signed JSON is posted to
 * @param secret what that is signed with, {@code whsec_…}
 */
record ChannelSettings(@DefaultValue("") String name, @DefaultValue List<String> mail, @DefaultValue("") String slack,
		@DefaultValue("") String teams, @DefaultValue("") String googleChat, @DefaultValue("") String mattermost,
		@DefaultValue("") String webhook, @DefaultValue("") String secret) {

	static final String MAIL = "mail";

	static final String WEBHOOK = "webhook";

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}");

	ChannelSettings {
		Map<String, String> set = set(mail, slack, teams, googleChat, mattermost, webhook);
		if (set.size() != 1) {
			throw new IllegalArgumentException(
					"alerts.channels: each needs one of mail, slack, teams, google-chat, mattermost, webhook; %s has %s"
						.formatted(name.isEmpty() ? "one" : name, set.isEmpty() ? "none" : set.keySet()));
		}
		String kind = set.keySet().iterator().next();
		name = name.isBlank() ? kind : name.strip();
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"alerts.channels: a name has letters, digits, spaces and ._- and 40 of them at most");
		}
		if (kind.equals(MAIL)) {
			mail.forEach(ChannelSettings::checkMail);
		}
		else {
			checkAddress(name, kind, set.get(kind));
		}
		if (kind.equals(WEBHOOK)) {
			WebhookSignature.check("alerts.channels, " + name, secret);
		}
	}

	private static Map<String, String> set(List<String> mail, String slack, String teams, String googleChat,
			String mattermost, String webhook) {
		Map<String, String> set = new LinkedHashMap<>();
		set.put(MAIL, String.join(",", mail));
		set.put("slack", slack);
		set.put("teams", teams);
		set.put("google-chat", googleChat);
		set.put("mattermost", mattermost);
		set.put(WEBHOOK, webhook);
		set.values().removeIf(String::isBlank);
		return set;
	}

	private static void checkMail(String address) {
		try {
			new InternetAddress(address.strip(), true).validate();
		}
		catch (AddressException ex) {
			throw new IllegalArgumentException("alerts.channels: '%s' is not a mail address".formatted(address), ex);
		}
	}

	/** What is secret in it is not told. */
	private static void checkAddress(String name, String kind, String address) {
		try {
			URI uri = URI.create(address.strip());
			if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
				return;
			}
		}
		catch (IllegalArgumentException ex) {
			// told below, without what it quotes
		}
		throw new IllegalArgumentException(
				"alerts.channels, %s: %s is not an address like https://chat.example.org/…".formatted(name, kind));
	}

	/** The word for what it speaks, such as {@code slack}. */
	String kind() {
		return set(this.mail, this.slack, this.teams, this.googleChat, this.mattermost, this.webhook).keySet()
			.iterator()
			.next();
	}

	/** Where it posts to; empty for mail. */
	String url() {
		return (this.slack + this.teams + this.googleChat + this.mattermost + this.webhook).strip();
	}

	@Override
	public String toString() {
		return "ChannelSettings[" + this.name + "]";
	}

}

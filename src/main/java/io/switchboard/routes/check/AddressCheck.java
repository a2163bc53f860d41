package io.switchboard.routes.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whether a setting that a request over HTTP goes to is such an address. With any other
 * one each delivery would fail.
 */
final class AddressCheck {

	private static final Pattern SETTING = Pattern.compile("\\{\\{\\??([\\w-]+(?:\\.[\\w-]+)+)}}");

	/** Other kamelets may take addresses of other kinds. */
	private static final Pattern HTTP = Pattern.compile("kamelet:(?:http|webhook|slack|teams|google-chat|mattermost"
			+ "|hubspot-call|pipedrive-activity|salesforce-task|zoho-call|zendesk-ticket|freshdesk-ticket|jira-request)"
			+ "-sink");

	private static final int MAX_PORT = 65_535;

	private final UnaryOperator<@Nullable String> settings;

	private final Findings findings;

	AddressCheck(UnaryOperator<@Nullable String> settings, Findings findings) {
		this.settings = settings;
		this.findings = findings;
	}

	/** A route or a kamelet. */
	void check(YamlFile file) {
		String header = "";
		String kamelet = "";
		for (YamlFile.Value value : YamlFile.values(file.root())) {
			if (value.key(0).equals("name") && value.key(1).equals("setHeader")) {
				header = value.text();
			}
			kamelet = value.key(0).equals("uri") ? value.text() : kamelet;
			Matcher setting = SETTING.matcher(value.text());
			if (!setting.matches()) {
				continue;
			}
			String address = Objects.requireNonNullElse(this.settings.apply(setting.group(1)), "").strip();
			boolean isOfHeader = value.keys().contains("setHeader");
			boolean isRequest = isOfHeader && Set.of("CamelHttpUri", "url").contains(header);
			boolean isOfKamelet = HTTP.matcher(kamelet).matches() && value.key(0).equals("url")
					&& value.key(1).equals("parameters");
			// an empty one switches the route off
			if (!address.isEmpty() && (isRequest || isOfKamelet) && !isHttp(address)) {
				this.findings.add(Place.of(file.path(), value.node()), Rule.SETTING_VALUE,
						"the setting %s is not an address of a server".formatted(setting.group(1)),
						"Set it to one such as https://example.org/path, or leave it empty.");
			}
		}
	}

	private static boolean isHttp(String address) {
		try {
			URI uri = new URI(address);
			String authority = uri.getRawAuthority();
			return String.valueOf(uri.getScheme()).matches("(?i)https?") && authority != null
					&& uri.getPort() <= MAX_PORT;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}

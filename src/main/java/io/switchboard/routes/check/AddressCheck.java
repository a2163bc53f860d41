package io.switchboard.routes.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
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

	private static final int MAX_PORT = 65_535;

	private final UnaryOperator<@Nullable String> settings;

	private final Findings findings;

	AddressCheck(UnaryOperator<@Nullable String> settings, Findings findings) {
		this.settings = settings;
		this.findings = findings;
	}

	/** A route or a kamelet. */
	void check(YamlFile file) {
		boolean isHeader = false;
		for (YamlFile.Value value : YamlFile.values(file.root())) {
			if (value.key(0).equals("name") && value.key(1).equals("setHeader")) {
				isHeader = value.text().equals("CamelHttpUri");
			}
			Matcher setting = SETTING.matcher(value.text());
			if (!setting.matches()) {
				continue;
			}
			String address = Objects.requireNonNullElse(this.settings.apply(setting.group(1)), "").strip();
			boolean isRequest = isHeader && value.keys().contains("setHeader");
			boolean isOfKamelet = value.key(0).equals("url") && value.key(1).equals("parameters");
			// an empty one switches the route off
			if (!address.isEmpty() && ((isRequest && !isHttp(address)) || (isOfKamelet && !isUrl(address)))) {
				this.findings.add(Place.of(file.path(), value.node()), Rule.SETTING_VALUE,
						"the setting %s is no address of a server".formatted(setting.group(1)),
						"Set it to one such as https://example.org/path, or leave it empty.");
			}
		}
	}

	/** A kamelet of the user may take other protocols. */
	private static boolean isUrl(String address) {
		return isHttp(address) || address.matches("(?!https?:)[a-z][a-z0-9+.-]*:\\S+");
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

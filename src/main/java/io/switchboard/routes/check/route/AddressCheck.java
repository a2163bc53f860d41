package io.switchboard.routes.check.route;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.kamelet.DescribedKamelets;
import io.switchboard.routes.check.spare.Surroundings;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * Whether what a request over HTTP or a mail goes to is such an address. With any other
 * one each delivery would fail.
 */
final class AddressCheck {

	private static final Pattern SETTING = Pattern.compile("\\{\\{\\??([\\w-]+(?:\\.[\\w-]+)+)}}");

	private static final int MAX_PORT = 65_535;

	private final Surroundings surroundings;

	private final DescribedKamelets kamelets;

	private final Findings findings;

	AddressCheck(Surroundings surroundings, DescribedKamelets kamelets, Findings findings) {
		this.surroundings = surroundings;
		this.kamelets = kamelets;
		this.findings = findings;
	}

	/** A route or a kamelet. */
	void check(YamlFile file) {
		String header = "";
		String kamelet = "";
		for (YamlFile.Value value : file.values()) {
			if (value.key(0).equals("name") && value.key(1).equals("setHeader")) {
				header = value.text();
			}
			kamelet = value.key(0).equals("uri") ? Objects.requireNonNullElse(DescribedKamelets.named(value.text()), "")
					: kamelet;
			boolean isParameter = value.key(1).equals("parameters");
			boolean isOfKamelet = isParameter && this.kamelets.has(kamelet, value.key(0), DescribedKamelets.HTTP);
			boolean isRequest = value.keys().contains("setHeader") && Set.of("CamelHttpUri", "url").contains(header);
			boolean isMail = isParameter && this.kamelets.has(kamelet, value.key(0), DescribedKamelets.MAIL);
			if (isOfKamelet || isMail || (isRequest && SETTING.matcher(value.text()).matches())) {
				address(file, value, isMail);
			}
		}
	}

	/** An empty one switches the route off. */
	private void address(YamlFile file, YamlFile.Value value, boolean isMail) {
		Matcher setting = SETTING.matcher(value.text());
		boolean isSetting = setting.matches();
		String address = isSetting
				? Objects.requireNonNullElse(this.surroundings.settings().apply(setting.group(1)), "") : value.text();
		if (address.isBlank() || (!isSetting && address.matches("(?s).*(?:\\{\\{|[#$]\\{).*"))
				|| (isMail ? isMail(address) : isHttp(address.strip()))) {
			return;
		}
		String whose = isSetting ? "the setting " + this.surroundings.origins().apply(setting.group(1))
				: "'%s'".formatted(address);
		this.findings.add(Place.of(file.path(), value.node()), Rule.SETTING_VALUE,
				"%s is not an address of %s".formatted(whose, isMail ? "mail" : "a server"),
				"%s one such as %s%s.".formatted(isSetting ? "Set it to" : "Write",
						isMail ? "support@example.org" : "https://example.org/path",
						isSetting ? ", or leave it empty" : ""));
	}

	/** One or several, as mails have them. */
	private static boolean isMail(String text) {
		if (text.contains("${")) {
			return true;
		}
		try {
			InternetAddress[] parsed = InternetAddress.parse(text);
			for (InternetAddress each : parsed) {
				each.validate();
			}
			return parsed.length > 0 && Arrays.stream(parsed).allMatch((each) -> each.getAddress().contains("@"));
		}
		catch (AddressException ex) {
			return false;
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

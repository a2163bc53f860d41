package io.switchboard.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.tomcat.util.net.IPv6Utils;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Finds the address of the sender: that of the connection, or the one that a trusted
 * proxy names.
 */
@Component
public class SourceAddress {

	private static final List<IpAddressMatcher> THIS_MACHINE = List.of(new IpAddressMatcher("127.0.0.0/8"),
			new IpAddressMatcher("::1"));

	private static final String NUMBER = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	/** Some balancers add the port, some use quotes. */
	private static final Pattern FOUR = Pattern
		.compile("\"?(%1$s\\.%1$s\\.%1$s\\.%1$s)(?::\\d{1,5})?\"?".formatted(NUMBER));

	private static final Pattern SIX = Pattern.compile(
			"\"?(?:\\[([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:%[\\w.-]{1,30})?](?::\\d{1,5})?|([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:%[\\w.-]{1,30})?)\"?");

	private final List<IpAddressMatcher> proxies;

	SourceAddress(WebhookSettings settings) {
		this.proxies = settings.trustedProxies()
			.stream()
			.filter((proxy) -> !proxy.isBlank())
			.map((proxy) -> new IpAddressMatcher(proxy.strip()))
			.toList();
	}

	/**
	 * From the right, the first address that is not a trusted proxy's; what is not an
	 * address at all ends the walk.
	 * @param remoteAddress the connection's
	 * @param forwardedFor the header {@code X-Forwarded-For}, or null; its addresses may
	 * have a port
	 * @return one spelling for each address
	 */
	public String of(String remoteAddress, @Nullable String forwardedFor) {
		String address = Objects.requireNonNullElse(address(remoteAddress), remoteAddress);
		String[] hops = (forwardedFor != null) ? forwardedFor.split(",") : new String[0];
		for (int i = hops.length - 1; i >= 0 && isTrusted(address); i--) {
			String hop = address(hops[i].strip());
			if (hop == null) {
				return address;
			}
			address = hop;
		}
		return address;
	}

	/** Without brackets, port and zone; null for what is not an address. */
	private static @Nullable String address(String hop) {
		Matcher four = FOUR.matcher(hop);
		if (four.matches()) {
			return four.group(1);
		}
		Matcher six = SIX.matcher(hop);
		if (!six.matches()) {
			return null;
		}
		try {
			// with a colon in it, it is never looked up as a name
			String address = InetAddress.getByName((six.group(1) != null) ? six.group(1) : six.group(2))
				.getHostAddress();
			return (address.indexOf(':') < 0) ? address : IPv6Utils.canonize(address);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/**
	 * Whether an address is a proxy's that is believed.
	 * @param address of a connection's other end
	 */
	public boolean isTrusted(String address) {
		return this.proxies.stream().anyMatch((proxy) -> matches(proxy, address));
	}

	/**
	 * Whether a connection comes from this machine.
	 * @param address of its other end
	 */
	public static boolean isThisMachine(String address) {
		return THIS_MACHINE.stream().anyMatch((network) -> matches(network, address));
	}

	private static boolean matches(IpAddressMatcher proxy, String address) {
		try {
			return proxy.matches(address);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}

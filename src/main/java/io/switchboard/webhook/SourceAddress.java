package io.switchboard.webhook;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** Who sends: the connection's address, or what a trusted proxy says of it. */
@Component
class SourceAddress {

	private final List<IpAddressMatcher> proxies;

	SourceAddress(WebhookSettings settings) {
		this.proxies = settings.trustedProxies()
			.stream()
			.filter((proxy) -> !proxy.isBlank())
			.map((proxy) -> new IpAddressMatcher(proxy.strip()))
			.toList();
	}

	/**
	 * From the right, the first address that is not a trusted proxy's; what is no address
	 * at all ends the walk.
	 */
	String of(String remoteAddress, @Nullable String forwardedFor) {
		String address = remoteAddress;
		String[] hops = (forwardedFor != null) ? forwardedFor.split(",") : new String[0];
		for (int i = hops.length - 1; i >= 0 && isTrusted(address); i--) {
			String hop = hops[i].strip();
			if (!hop.matches("[0-9a-fA-F.:]{2,45}")) {
				return address;
			}
			address = hop;
		}
		return address;
	}

	private boolean isTrusted(String address) {
		return this.proxies.stream().anyMatch((proxy) -> matches(proxy, address));
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

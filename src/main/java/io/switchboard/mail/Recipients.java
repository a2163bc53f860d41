package io.switchboard.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.switchboard.failure.PermanentFailure;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * The recipients of a mail, from a setting or an event.
 *
 * @param header the valid ones, for people
 * @param addresses only their addresses, each once
 * @param malformed the texts that are no address
 */
record Recipients(String header, List<String> addresses, List<String> malformed) {

	/**
	 * Reads addresses that are separated by commas.
	 * @throws PermanentFailure if there is something, and none of it is an address
	 */
	static Recipients of(String text) {
		List<String> header = new ArrayList<>();
		Set<String> addresses = new LinkedHashSet<>();
		List<String> malformed = new ArrayList<>();
		try {
			for (InternetAddress address : InternetAddress.parseHeader(text, false)) {
				if (isValid(address)) {
					header.add(address.toString());
					addresses.add(address.getAddress());
				}
				else {
					malformed.add(address.getAddress());
				}
			}
		}
		catch (AddressException ex) {
			throw new PermanentFailure("no mail address: '%s' (%s)".formatted(text, ex.getMessage()));
		}
		if (addresses.isEmpty() && !malformed.isEmpty()) {
			throw new PermanentFailure("no mail address: '%s'".formatted(text));
		}
		return new Recipients(String.join(", ", header), List.copyOf(addresses), malformed);
	}

	/** The same, without what is not an address. */
	static Recipients readable(String text) {
		try {
			return of(text);
		}
		catch (PermanentFailure ex) {
			return new Recipients("", List.of(), List.of());
		}
	}

	/** These and others, each once; the header is that of these. */
	Recipients and(Recipients others) {
		Set<String> all = new LinkedHashSet<>(this.addresses);
		all.addAll(others.addresses);
		List<String> none = new ArrayList<>(this.malformed);
		none.addAll(others.malformed);
		return new Recipients(this.header, List.copyOf(all), none);
	}

	private static boolean isValid(InternetAddress address) {
		try {
			address.validate();
			return true;
		}
		catch (AddressException ex) {
			return false;
		}
	}

}

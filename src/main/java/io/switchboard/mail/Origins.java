package io.switchboard.mail;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Tells an address that somebody here has set from one that came with an event. What a
 * mail server says of the former holds for each mail; what it says of the latter, for
 * one.
 *
 * @param set all that is set, in lower case; null where that is not known
 */
record Origins(@Nullable String set) {

	/**
	 * A step's own words, the sender of all mails, and the rows and people that the words
	 * name, such as {@code ${variable.on_call[email]}}.
	 * @param written the step's words, or null
	 * @param from the sender of all mails
	 */
	static Origins of(Exchange exchange, @Nullable String written, String from) {
		if (written == null) {
			return new Origins(null);
		}
		StringBuilder set = new StringBuilder(written).append(' ').append(from);
		exchange.getVariables().forEach((name, value) -> {
			// asked only if it is named: to ask who is on call is kept with the delivery
			if (value instanceof Map<?, ?> row && written.contains("variable." + name)) {
				row.values().forEach((each) -> set.append(' ').append(each));
			}
		});
		return new Origins(set.toString().toLowerCase(Locale.ROOT));
	}

	/** Those that are not set here, in lower case. */
	Set<String> fromEvents(Collection<String> addresses) {
		String known = this.set;
		return addresses.stream()
			.map((address) -> address.toLowerCase(Locale.ROOT))
			.filter((address) -> known != null && !known.contains(address))
			.collect(Collectors.toSet());
	}

}

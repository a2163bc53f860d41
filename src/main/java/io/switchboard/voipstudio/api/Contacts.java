package io.switchboard.voipstudio.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Finds the contact of a number. All contacts are fetched at once and cached for a while.
 * The platform stores numbers as people typed them, and finds only those of the same
 * spelling.
 */
@Component
public class Contacts {

	private static final Logger log = LoggerFactory.getLogger(Contacts.class);

	/** The fields with a contact's numbers, as the platform names them. */
	private static final List<String> NUMBERS = List.of("tel", "tel_1", "tel_2", "mobile", "mobile_1", "mobile_2");

	private final VoipstudioApi api;

	private final PhoneNumbers numbers;

	private final Duration refresh;

	private volatile @Nullable Known known;

	private volatile long fetchedAt;

	Contacts(VoipstudioApi api, PhoneNumbers numbers, ApiSettings settings) {
		this.api = api;
		this.numbers = numbers;
		this.refresh = settings.contactsRefresh();
		this.fetchedAt = System.nanoTime() - this.refresh.toNanos();
	}

	/**
	 * The first contact with this number, with its {@code name} for people added. It may
	 * have to wait for VoIPstudio.
	 * @param number as the platform sends it, or null
	 * @return empty for a stranger
	 * @throws Exception if they cannot be fetched, and none are known from earlier
	 */
	public Optional<Map<String, Object>> withNumber(@Nullable String number) throws Exception {
		Optional<String> wanted = this.numbers.sent(number);
		return wanted.isEmpty() ? Optional.empty() : Optional.ofNullable(byNumber().get(wanted.get()));
	}

	/**
	 * The name of the contact with this number, if it is in the cache: this never waits
	 * for VoIPstudio. A cache that is too old is refreshed in the background.
	 * @param number as the platform sends it, or null
	 * @return the name for people, or null
	 */
	public @Nullable String nameOf(@Nullable String number) {
		Optional<String> wanted = this.numbers.sent(number);
		if (wanted.isEmpty()) {
			return null;
		}
		if (isOld(this.known) && System.nanoTime() - this.fetchedAt >= this.refresh.toNanos()) {
			this.fetchedAt = System.nanoTime();
			CompletableFuture.runAsync(this::fetch);
		}
		Known known = this.known;
		Map<String, Object> contact = (known != null) ? known.byNumber.get(wanted.get()) : null;
		String name = (contact != null) ? text(contact, "name") : "";
		return name.isEmpty() ? null : name;
	}

	private boolean isOld(@Nullable Known known) {
		return known == null || System.nanoTime() - known.at >= this.refresh.toNanos();
	}

	private void fetch() {
		try {
			byNumber();
		}
		catch (Exception ex) {
			log.debug("contacts are not known", ex);
		}
	}

	private synchronized Map<String, Map<String, Object>> byNumber() throws Exception {
		Known known = this.known;
		if (known != null && System.nanoTime() - known.at < this.refresh.toNanos()) {
			return known.byNumber;
		}
		try {
			known = new Known(index(this.api.contacts()), System.nanoTime());
		}
		catch (ApiFailure ex) {
			if (known == null) {
				throw ex;
			}
			known = new Known(known.byNumber, System.nanoTime());
		}
		this.known = known;
		return known.byNumber;
	}

	private Map<String, Map<String, Object>> index(List<Map<String, Object>> contacts) {
		Map<String, Map<String, Object>> byNumber = new HashMap<>();
		for (Map<String, Object> contact : contacts) {
			contact.put("name", name(contact));
			for (String field : NUMBERS) {
				Object number = contact.get(field);
				this.numbers.typed((number != null) ? number.toString() : null)
					.ifPresent((e164) -> byNumber.putIfAbsent(e164, contact));
			}
		}
		return byNumber;
	}

	/** First name, last name and company, without those that are missing. */
	private static String name(Map<String, Object> contact) {
		String person = (text(contact, "first_name") + " " + text(contact, "last_name")).strip();
		String company = text(contact, "company");
		if (person.isEmpty() || company.isEmpty() || Set.of(person).contains(company)) {
			return person.isEmpty() ? company : person;
		}
		return person + ", " + company;
	}

	private static String text(Map<String, Object> contact, String field) {
		Object value = contact.get(field);
		return (value != null) ? value.toString().strip() : "";
	}

	private record Known(Map<String, Map<String, Object>> byNumber, long at) {
	}

}

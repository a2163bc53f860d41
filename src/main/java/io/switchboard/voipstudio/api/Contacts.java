package io.switchboard.voipstudio.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Who is known by which number. All contacts are fetched at once and kept for a while,
 * for the platform keeps them as people typed them, and can be asked only for what is
 * spelt alike.
 */
@Component
class Contacts {

	/** A contact's numbers, as the platform names them. */
	private static final List<String> NUMBERS = List.of("tel", "tel_1", "tel_2", "mobile", "mobile_1", "mobile_2");

	private final VoipstudioApi api;

	private final PhoneNumbers numbers;

	private final Duration refresh;

	private @Nullable Known known;

	Contacts(VoipstudioApi api, PhoneNumbers numbers, ApiSettings settings) {
		this.api = api;
		this.numbers = numbers;
		this.refresh = settings.contactsRefresh();
	}

	/**
	 * The first contact with this number, with its {@code name} for people added.
	 * @throws Exception if they cannot be fetched, and none are known from earlier
	 */
	Optional<Map<String, Object>> withNumber(@Nullable String number) throws Exception {
		Optional<String> wanted = this.numbers.sent(number);
		return wanted.isEmpty() ? Optional.empty() : Optional.ofNullable(byNumber().get(wanted.get()));
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

	/** First and last name and the company, as far as they are there. */
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

package io.switchboard.screenpop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.switchboard.calls.Call;
import io.switchboard.calls.CallFilter;
import io.switchboard.calls.CallMoment;
import io.switchboard.calls.Calls;
import io.switchboard.followup.FollowUp;
import io.switchboard.followup.FollowUpFilter;
import io.switchboard.followup.FollowUpQueries;
import io.switchboard.inbox.EventFeed;
import io.switchboard.text.Readable;
import io.switchboard.voipstudio.PhoneNumbers;
import io.switchboard.voipstudio.api.Contacts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Looks up the facts about a caller. */
@Component
class Callers {

	private static final Logger log = LoggerFactory.getLogger(Callers.class);

	private static final int CALLS = 5;

	private static final int LONGEST = 500;

	private final Calls calls;

	private final FollowUpQueries followUps;

	private final EventFeed events;

	private final Contacts contacts;

	private final PhoneNumbers numbers;

	Callers(Calls calls, FollowUpQueries followUps, EventFeed events, Contacts contacts, PhoneNumbers numbers) {
		this.calls = calls;
		this.followUps = followUps;
		this.events = events;
		this.contacts = contacts;
		this.numbers = numbers;
	}

	/** The facts in the store, without waiting for VoIPstudio. */
	Caller of(String number, long rootCallId) {
		Set<String> spellings = this.numbers.spellings(number);
		List<Call> before = this.calls
			.find(new CallFilter(number, null, null, null, null, null, null, null, null), null, CALLS + 1)
			.calls()
			.stream()
			.filter((call) -> call.rootCallId() != rootCallId)
			.limit(CALLS)
			.toList();
		Optional<FollowUp> waiting = followUp("waiting", number);
		Optional<FollowUp> noted = waiting.filter((each) -> each.lastNote() != null)
			.or(() -> followUp("closed", number).filter((each) -> each.lastNote() != null));
		return new Caller(null, before, waiting.orElse(null),
				this.events.lastText(spellings)
					.map((event) -> new Caller.Text(event.receivedAt(), text(CallMoment.text(event))))
					.filter((text) -> !text.text().isEmpty())
					.orElse(null),
				noted.map((each) -> text(each.lastNote())).orElse(null));
	}

	private Optional<FollowUp> followUp(String state, String number) {
		return this.followUps.find(new FollowUpFilter(state, null, null, number), null, 1)
			.followUps()
			.stream()
			.findFirst();
	}

	/**
	 * VoIPstudio's contact, which may take a while the first time; null for a stranger.
	 */
	Caller.@Nullable Contact contact(String number) {
		try {
			return this.contacts.withNumber(number).map(Callers::contact).orElse(null);
		}
		catch (Exception ex) {
			log.debug("the contact is not known", ex);
			return null;
		}
	}

	private static Caller.@Nullable Contact contact(Map<String, Object> contact) {
		String name = text(contact.get("name"));
		return name.isEmpty() ? null
				: new Caller.Contact(name, orNull(text(contact.get("group_name"))), orNull(text(contact.get("notes"))));
	}

	private static @Nullable String orNull(String text) {
		return text.isEmpty() ? null : text;
	}

	private static String text(@Nullable Object text) {
		return (text != null) ? Readable.cut(Readable.lines(text.toString()).strip(), LONGEST) : "";
	}

}

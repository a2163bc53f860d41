package io.switchboard.records;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.switchboard.declared.Offline;
import io.switchboard.voipstudio.PhoneNumbers;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Chooses the contact of a record among those that a search found. Some headers are paths
 * in the answer: {@code list} of the contacts, and in each of them {@code id},
 * {@code numbers} and {@code created}, which is a time or a counted id. The header
 * {@code several} says which one to take if several have the number: {@code first},
 * {@code newest} or {@code none}. With {@code create}, a contact is made if there is
 * none. With {@code more}, the kamelet makes another search first, and the state is
 * {@code sought}. The variable {@code record} then has {@code contact}, and
 * {@code contact_state}: {@code known}, {@code none}, or {@code new} for a contact that
 * the kamelet must make.
 */
@Component("recordContact")
final class RecordContact implements Processor {

	/** How long a contact that was made counts, even if a search does not find it. */
	private static final Duration TRUSTED = Duration.ofHours(1);

	private static final String SOUGHT = "SwitchboardRecordSought";

	private final @Nullable MadeRecords records;

	private final PhoneNumbers numbers;

	@Autowired
	RecordContact(@Nullable MadeRecords records, PhoneNumbers numbers) {
		this.records = records;
		this.numbers = numbers;
	}

	/** For records that nobody makes. */
	@Offline
	static RecordContact unsent(Environment settings) {
		return new RecordContact(null, PhoneNumbers.of(settings));
	}

	@Override
	public void process(Exchange exchange) throws SQLException {
		CurrentRecord current = CurrentRecord.of(exchange);
		String several = CurrentRecord.take(exchange, "several");
		boolean more = CurrentRecord.take(exchange, "more").equals("true");
		boolean create = !CurrentRecord.take(exchange, "create").equals("false");
		List<Contact> found = found(exchange, current);
		if (more) {
			exchange.setProperty(SOUGHT, found);
			set(current, "sought", "");
			return;
		}
		if (found.size() > 1 && several.equals("none")) {
			set(current, "none", "");
		}
		else if (!found.isEmpty()) {
			Comparator<Contact> byAge = Comparator.comparing(Contact::created, RecordContact::compared);
			set(current, "known",
					(several.equals("newest") ? found.stream().max(byAge) : found.stream().min(byAge)).orElseThrow()
						.id());
		}
		else if (create) {
			toBeMade(current);
		}
		else {
			set(current, "none", "");
			current.facts().put(CurrentRecord.STATE, CurrentRecord.NOBODY);
		}
	}

	/**
	 * One of those found.
	 *
	 * @param id the other system's
	 * @param created when, as a text that sorts; empty where it is not said
	 */
	private record Contact(String id, String created) {
	}

	private List<Contact> found(Exchange exchange, CurrentRecord current) {
		String list = CurrentRecord.take(exchange, "list");
		String id = CurrentRecord.take(exchange, "id");
		String numbers = CurrentRecord.take(exchange, "numbers");
		String created = CurrentRecord.take(exchange, "created");
		List<Contact> found = new ArrayList<>(soughtBefore(exchange));
		Object answer = CurrentRecord.answer(exchange);
		if (answer == null && CurrentRecord.status(exchange) == 204) {
			return found;
		}
		Object listed = list.isEmpty() ? answer : AnswerPath.at(answer, list);
		if (this.records == null && listed instanceof Map<?, ?> one) {
			// the answer that a dry run does not know
			return List.of(new Contact(AnswerPath.text(one, id), ""));
		}
		if (!(listed instanceof List<?> all)) {
			throw current.strange(list.isEmpty() ? "who has the number" : list);
		}
		for (Object each : all) {
			boolean theirs = AnswerPath.texts(each, numbers)
				.stream()
				.anyMatch((number) -> isSame(number, String.valueOf(current.facts().get(CurrentRecord.E164))));
			Contact contact = new Contact(AnswerPath.text(each, id), AnswerPath.text(each, created));
			if (theirs && contact.id().isEmpty()) {
				throw current.strange("which contact has the number");
			}
			if (theirs && !found.contains(contact)) {
				found.add(contact);
			}
		}
		return found;
	}

	private static List<Contact> soughtBefore(Exchange exchange) {
		return (exchange.removeProperty(SOUGHT) instanceof List<?> before)
				? before.stream().map(Contact.class::cast).toList() : List.of();
	}

	/** Times as text, or ids that are counted up. */
	private static int compared(String one, String other) {
		boolean counted = one.matches("\\d+") && other.matches("\\d+") && one.length() != other.length();
		return counted ? Integer.compare(one.length(), other.length()) : one.compareTo(other);
	}

	/** As a person wrote it, or all digits with the country. */
	private boolean isSame(String written, String e164) {
		return this.numbers.typed(written).filter(e164::equals).isPresent()
				|| this.numbers.sent(written).filter(e164::equals).isPresent();
	}

	private void toBeMade(CurrentRecord current) throws SQLException {
		if (this.records == null) {
			set(current, "new", "");
			return;
		}
		String subject = current.subject(CurrentRecord.CONTACT);
		MadeRecords.Claim claim = this.records.claim(current.system(), subject, current.delivery(), TRUSTED);
		switch (claim.state()) {
			case KNOWN -> set(current, "known", String.valueOf(claim.record()));
			case BUSY -> throw current.busy();
			case UNCLEAR -> {
				current.awaitSearch(claim.begunAt(), this.records.now(), CurrentRecord.LAG);
				this.records.beginAgain(current.system(), subject);
				set(current, "new", "");
			}
			case NEW -> set(current, "new", "");
		}
	}

	private static void set(CurrentRecord current, String state, String id) {
		current.set(CurrentRecord.CONTACT, state, id);
	}

}

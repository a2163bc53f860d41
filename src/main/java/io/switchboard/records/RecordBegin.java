package io.switchboard.records;

import io.switchboard.declared.Gives;
import io.switchboard.declared.Offline;
import io.switchboard.failure.Skipped;
import io.switchboard.voipstudio.CallOutcome;
import io.switchboard.voipstudio.PhoneNumbers;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Begins a record: reads the headers {@code system}, {@code account}, {@code subject},
 * {@code number} and {@code outcome}, and sets the variable {@code record}. Its
 * {@code state} is {@code known} if the record was made before (with its {@code id}),
 * {@code nobody} if there is no number, else {@code open}. Its {@code ticket} is the
 * ticket of the number, or empty.
 */
@Gives("record")
@Component("recordBegin")
final class RecordBegin implements Processor {

	private final @Nullable MadeRecords records;

	private final PhoneNumbers numbers;

	@Autowired
	RecordBegin(@Nullable MadeRecords records, PhoneNumbers numbers) {
		this.records = records;
		this.numbers = numbers;
	}

	/** For records that nobody makes. */
	@Offline
	static RecordBegin unsent(Environment settings) {
		return new RecordBegin(null, PhoneNumbers.of(settings));
	}

	@Override
	public void process(Exchange exchange) {
		CurrentRecord current = CurrentRecord.begin(exchange, CurrentRecord.take(exchange, "system"),
				CurrentRecord.take(exchange, "account"), CurrentRecord.take(exchange, "subject"));
		current.facts().put("outcome", CurrentRecord.take(exchange, "outcome"));
		String e164 = this.numbers.e164(CurrentRecord.take(exchange, "number"));
		if (e164 == null) {
			current.facts().put(CurrentRecord.STATE, CurrentRecord.NOBODY);
			Skipped.unsent(exchange, "the caller has no number that %s could keep".formatted(current.system()));
			return;
		}
		current.facts().put(CurrentRecord.E164, e164);
		current.facts().putAll(this.numbers.written(e164));
		current.set("", "open", known(current, ""));
		if (current.facts().get(CurrentRecord.ID) != null) {
			current.facts().put(CurrentRecord.STATE, "known");
			Skipped.unsent(exchange, "%s has this call already, as %s".formatted(current.system(),
					current.facts().get(CurrentRecord.ID)));
		}
		current.facts().put("contact_state", "");
		current.facts().put("ticket_state", "");
		String ticket = known(current, CurrentRecord.TICKET);
		boolean answered = CallOutcome.ANSWERED.toString().equals(current.facts().get("outcome"));
		if (answered && ticket == null) {
			Skipped.unsent(exchange, "%s has no open ticket of this number to close".formatted(current.system()));
		}
		else if (answered && isHeardAfter(exchange, current)) {
			Skipped.unsent(exchange,
					"the ticket in %s has a later call of this number, so it stays open".formatted(current.system()));
			ticket = null;
		}
		current.facts().put(CurrentRecord.TICKET, (ticket != null) ? ticket : "");
	}

	/** A delivery that was tried for long may come after those of later calls. */
	private boolean isHeardAfter(Exchange exchange, CurrentRecord current) {
		String ended = CurrentRecord.time(exchange, "end_time");
		String heard = known(current, CurrentRecord.HEARD);
		return ended != null && heard != null && heard.compareTo(ended) > 0;
	}

	private @Nullable String known(CurrentRecord current, String part) {
		return (this.records != null) ? this.records.known(current.system(), current.subject(part)) : null;
	}

}

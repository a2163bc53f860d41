package io.switchboard.records;

import io.switchboard.voipstudio.PhoneNumbers;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Begins a record: reads the headers {@code system}, {@code account}, {@code subject} and
 * {@code number}, and sets the variable {@code record}. Its {@code state} is
 * {@code known} where the record was made before (with its {@code id}), {@code nobody}
 * where there is no number, else {@code open}.
 */
@Component("recordBegin")
final class RecordBegin implements Processor {

	private final @Nullable MadeRecords records;

	private final PhoneNumbers numbers;

	@Autowired
	RecordBegin(@Nullable MadeRecords records, PhoneNumbers numbers) {
		this.records = records;
		this.numbers = numbers;
	}

	@Override
	public void process(Exchange exchange) {
		String system = CurrentRecord.take(exchange, "system");
		String account = CurrentRecord.take(exchange, "account");
		String subject = CurrentRecord.take(exchange, "subject");
		CurrentRecord current = CurrentRecord.begin(exchange, system,
				account.isEmpty() ? subject : account + " " + subject);
		String e164 = this.numbers.e164(CurrentRecord.take(exchange, "number"));
		if (e164 == null) {
			current.facts().put(CurrentRecord.STATE, CurrentRecord.NOBODY);
			return;
		}
		current.facts().put(CurrentRecord.E164, e164);
		current.facts().putAll(this.numbers.written(e164));
		String known = (this.records != null) ? this.records.known(system, current.subject()) : null;
		current.facts().put(CurrentRecord.STATE, (known != null) ? "known" : "open");
		current.facts().put(CurrentRecord.ID, known);
	}

}

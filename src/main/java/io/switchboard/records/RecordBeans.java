package io.switchboard.records;

import java.util.Map;

import io.switchboard.voipstudio.PhoneNumbers;
import org.apache.camel.Processor;

/** The beans that kamelets name, for records that nobody makes. */
public final class RecordBeans {

	private RecordBeans() {
	}

	/**
	 * Those that remember nothing.
	 * @param numbers how numbers are read
	 * @return by their names
	 */
	public static Map<String, Processor> unsent(PhoneNumbers numbers) {
		return of(null, numbers);
	}

	static Map<String, Processor> of(@org.jspecify.annotations.Nullable MadeRecords records, PhoneNumbers numbers) {
		return Map.of("recordBegin", new RecordBegin(records, numbers), "recordContact",
				new RecordContact(records, numbers), "recordClaim", new RecordClaim(records), "recordFound",
				new RecordFound(records), "recordMade", new RecordMade(records), "recordClosed",
				new RecordClosed(records));
	}

}

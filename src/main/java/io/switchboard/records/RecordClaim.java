package io.switchboard.records;

import java.sql.SQLException;

import io.switchboard.declared.Offline;
import io.switchboard.text.EnumWord;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Claims the record that is made next, or its {@code part}, such as {@code ticket}. Its
 * {@code state} is then {@code new}, {@code known} or {@code unclear}. Unclear means that
 * an attempt may have made it without storing that, so it must be searched first.
 */
@Component("recordClaim")
final class RecordClaim implements Processor {

	private final @Nullable MadeRecords records;

	@Autowired
	RecordClaim(@Nullable MadeRecords records) {
		this.records = records;
	}

	/** For records that nobody makes. */
	@Offline
	static RecordClaim unsent() {
		return new RecordClaim(null);
	}

	@Override
	public void process(Exchange exchange) throws SQLException {
		CurrentRecord current = CurrentRecord.of(exchange);
		String part = CurrentRecord.take(exchange, "part");
		if (this.records == null) {
			current.set(part, "new", "");
			return;
		}
		MadeRecords.Claim claim = this.records.claim(current.system(), current.subject(part), current.delivery(),
				MadeRecords.KEPT);
		if (claim.state() == MadeRecords.State.BUSY) {
			throw current.busy();
		}
		current.set(part, EnumWord.of(claim.state()), (claim.record() != null) ? claim.record() : "");
		exchange.setProperty(RecordFound.BEGUN_AT, claim.begunAt());
		String began = CurrentRecord.time(exchange, "start_time");
		if (part.isEmpty() && began != null && !"".equals(current.facts().get("outcome"))) {
			this.records.keepLatest(current.system(), current.subject(CurrentRecord.HEARD), current.delivery(), began);
		}
	}

}

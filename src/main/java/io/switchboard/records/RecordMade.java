package io.switchboard.records;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RateLimitText;
import io.switchboard.failure.RefusedForNow;
import io.switchboard.text.Readable;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Remembers what was made: the record, or its contact where the header {@code made} is
 * {@code contact}. Its id stands in the answer where the header {@code id} says; or in a
 * sentence of it, where a system says that there is one already, as {@code existing}, a
 * pattern with a group, finds it. Where a system tells a failure in an answer that is
 * none, {@code error} says where; where nothing stands there, all is well.
 */
@Component("recordMade")
final class RecordMade implements Processor {

	private static final int CONFLICT = 409;

	private static final int LONGEST_ERROR = 200;

	private final @Nullable MadeRecords records;

	@Autowired
	RecordMade(@Nullable MadeRecords records) {
		this.records = records;
	}

	@Override
	public void process(Exchange exchange) throws SQLException {
		CurrentRecord current = CurrentRecord.of(exchange);
		boolean contact = CurrentRecord.take(exchange, "made").equals("contact");
		String path = CurrentRecord.take(exchange, "id");
		String existing = CurrentRecord.take(exchange, "existing");
		Object answer = CurrentRecord.answer(exchange);
		failIfToldIn(answer, CurrentRecord.take(exchange, "error"), current);
		String id = AnswerPath.text(answer, path);
		if (id.isEmpty() && !existing.isEmpty()) {
			Matcher sentence = Pattern.compile(existing).matcher(String.valueOf(answer));
			id = sentence.find() ? sentence.group(1) : "";
		}
		if (id.isEmpty()) {
			if (CurrentRecord.status(exchange) == CONFLICT) {
				throw new RefusedForNow("%s says that it exists, and not which".formatted(current.system()));
			}
			throw current.strange("which record it made");
		}
		if (this.records != null) {
			this.records.keep(current.system(), contact ? current.contactSubject() : current.subject(),
					current.delivery(), id);
		}
		current.facts().put(contact ? CurrentRecord.CONTACT : CurrentRecord.ID, id);
	}

	private static void failIfToldIn(@Nullable Object answer, String path, CurrentRecord current) {
		String error = path.isEmpty() ? "" : AnswerPath.text(answer, path);
		if (error.isEmpty()) {
			return;
		}
		String said = "%s does not take it: %s".formatted(current.system(),
				Readable.cut(Readable.line(error), LONGEST_ERROR));
		throw RateLimitText.isIn(String.valueOf(answer)) ? new RefusedForNow(said) : new PermanentFailure(said);
	}

}

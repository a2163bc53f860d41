package io.switchboard.records;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.declared.Offline;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RateLimitText;
import io.switchboard.failure.RefusedForNow;
import io.switchboard.http.OutgoingRequest;
import io.switchboard.text.Readable;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Remembers the record that was made, or its {@code part}, such as {@code contact}. The
 * header {@code id} is the path of its id in the answer. If the system answers with a
 * sentence that the record exists, {@code existing} is a pattern whose group finds the
 * id. If there is no id, {@code error} is the path of the reason. If the answer has the
 * text {@code gone}, the record was deleted there, which is not a failure.
 */
@Component("recordMade")
final class RecordMade implements Processor {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final int FIRST_ERROR = 300;

	private static final int CONFLICT = 409;

	private static final int LONGEST_ERROR = 200;

	private final @Nullable MadeRecords records;

	@Autowired
	RecordMade(@Nullable MadeRecords records) {
		this.records = records;
	}

	/** For records that nobody makes. */
	@Offline
	static RecordMade unsent() {
		return new RecordMade(null);
	}

	@Override
	public void process(Exchange exchange) throws SQLException {
		CurrentRecord current = CurrentRecord.of(exchange);
		String part = CurrentRecord.take(exchange, "part");
		String path = CurrentRecord.take(exchange, "id");
		String existing = CurrentRecord.take(exchange, "existing");
		Object answer = CurrentRecord.answer(exchange);
		String error = CurrentRecord.take(exchange, "error");
		String id = AnswerPath.text(answer, path);
		if (id.isEmpty() && !existing.isEmpty()) {
			Matcher sentence = Pattern.compile(existing).matcher(String.valueOf(answer));
			id = sentence.find() ? sentence.group(1) : "";
		}
		String gone = CurrentRecord.take(exchange, "gone");
		if (id.isEmpty() && !gone.isEmpty() && Pattern.compile(gone).matcher(String.valueOf(answer)).find()) {
			return;
		}
		if (id.isEmpty()) {
			failIfRefused(exchange, answer);
			failIfToldIn(answer, error, current);
			if (CurrentRecord.status(exchange) == CONFLICT) {
				throw new RefusedForNow(
						"%s says that the record exists, but not which one it is".formatted(current.system()));
			}
			throw current.strange("which record it made");
		}
		if (this.records != null) {
			this.records.keep(current.system(), current.subject(part), current.delivery(), id);
		}
		current.facts().put(part.isEmpty() ? CurrentRecord.ID : part, id);
	}

	/** The same failure as if the server had refused the request. */
	private static void failIfRefused(Exchange exchange, @Nullable Object answer) {
		int status = CurrentRecord.status(exchange);
		if (status < FIRST_ERROR || status == CONFLICT) {
			return;
		}
		String text = exchange.getVariable("header:http_answer." + Exchange.HTTP_RESPONSE_TEXT, "", String.class);
		String body;
		try {
			body = (answer instanceof String told) ? told : JSON.writeValueAsString(answer);
		}
		catch (JsonProcessingException ex) {
			body = String.valueOf(answer);
		}
		throw new RuntimeCamelException(new HttpOperationFailedException(
				exchange.getProperty(OutgoingRequest.ADDRESS, "", String.class), status, text, null, Map.of(), body));
	}

	private static void failIfToldIn(@Nullable Object answer, String paths, CurrentRecord current) {
		String error = paths.isEmpty() ? "" : String.join(", ", AnswerPath.texts(answer, paths));
		if (error.isEmpty()) {
			return;
		}
		String said = "%s does not accept it: %s".formatted(current.system(),
				Readable.cut(Readable.line(error), LONGEST_ERROR));
		throw RateLimitText.isIn(String.valueOf(answer)) ? new RefusedForNow(said) : new PermanentFailure(said);
	}

}

package io.switchboard.voipstudio.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.delivery.PermanentFailure;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What the API answered: its data without the envelope, or one readable sentence about
 * what went wrong.
 */
@Component
class ApiAnswer implements Processor {

	private static final int MAX_ERROR = 64 * 1024;

	private final ObjectMapper json = new ObjectMapper();

	private final ApiGate gate;

	private final AudioFiles audio;

	ApiAnswer(ApiGate gate, AudioFiles audio) {
		this.gate = gate;
		this.audio = audio;
	}

	@Override
	public void process(Exchange exchange) throws Exception {
		ApiRequest request = ApiRequest.of(exchange);
		Message message = exchange.getMessage();
		int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
		Duration retryAfter = retryAfter(message.getHeader("Retry-After", String.class));
		InputStream body = message.getBody(InputStream.class);
		message.removeHeaders("*");
		message.setBody(null);
		if (status == 429) {
			this.gate.busy(retryAfter);
		}
		else if (status < 500) {
			this.gate.answered();
		}
		try (InputStream stream = (body != null) ? body : new ByteArrayInputStream(new byte[0])) {
			if (status >= 200 && status < 300) {
				message.setBody(
						request.isAudio() ? this.audio.save(request, stream, exchange) : data(request, status, stream));
			}
			else if (status != 404 || !request.absent()) {
				String text = ErrorText.of(status, stream.readNBytes(MAX_ERROR), this.json);
				throw failure(request, status, text, retryAfter);
			}
		}
		catch (IOException ex) {
			if (request.startsSomething()) {
				throw unknown(request, status + ", but the answer broke off");
			}
			throw new ApiFailure(request.name(), 0,
					"%s: %d, but the answer broke off (%s)".formatted(request.name(), status, ex.getMessage()), null);
		}
	}

	/** What did not even come to an answer. */
	Exception unanswered(ApiRequest request, Throwable failure) {
		this.gate.failed(failure);
		String reason = Unanswered.reason(failure);
		if (request.startsSomething() && !Unanswered.neverSent(failure)) {
			return unknown(request, reason);
		}
		return new ApiFailure(request.name(), 0, request.name() + ": " + reason, null);
	}

	private @Nullable Map<?, ?> data(ApiRequest request, int status, InputStream stream)
			throws ApiFailure, IOException {
		if (request.answer() == ApiRequest.Answer.NONE) {
			return null;
		}
		try {
			JsonNode answer = this.json.readTree(stream);
			if (answer != null && answer.isObject() && answer.has("data")) {
				return this.json.convertValue(answer, Map.class);
			}
		}
		catch (JsonProcessingException ex) {
			// told below
		}
		catch (IOException ex) {
			if (!request.startsSomething()) {
				throw ex;
			}
		}
		if (request.startsSomething()) {
			return null; // what it started has begun, whatever it says of it
		}
		throw new ApiFailure(request.name(), status,
				"%s: %d with an answer that is not its JSON".formatted(request.name(), status), null);
	}

	private Exception failure(ApiRequest request, int status, String text, @Nullable Duration retryAfter) {
		String sentence = "%s: %s".formatted(request.name(), text);
		switch (status) {
			case 401 -> {
				return new ApiFailure(request.name(), status,
						"the API key is not accepted (401); see voipstudio.api.token (VOIPSTUDIO_API_TOKEN)", null);
			}
			case 403, 408, 425, 429 -> {
				return new ApiFailure(request.name(), status, sentence, retryAfter);
			}
			case 412 -> {
				return new PermanentFailure(
						"VoIPstudio API: %s; no phone is registered for the one who is to call".formatted(sentence));
			}
			default -> {
				if (status < 500) {
					return new PermanentFailure("VoIPstudio API: " + sentence);
				}
				ApiFailure failed = new ApiFailure(request.name(), status, sentence, retryAfter);
				this.gate.failed(failed);
				return (request.startsSomething() && status != 503) ? unknown(request, text) : failed;
			}
		}
	}

	/** To ask again might call somebody twice. */
	private static PermanentFailure unknown(ApiRequest request, String reason) {
		return new PermanentFailure(
				"VoIPstudio API: %s: %s; whether it was carried out is not known, so it is not repeated by itself: look there, and redeliver if it was not"
					.formatted(request.name(), reason));
	}

	/** In seconds or as a date (RFC 9110). */
	static @Nullable Duration retryAfter(@Nullable String text) {
		if (text == null) {
			return null;
		}
		if (text.strip().matches("\\d{1,9}")) {
			return Duration.ofSeconds(Long.parseLong(text.strip()));
		}
		try {
			Duration until = Duration.between(Instant.now(),
					ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
			return until.isNegative() ? null : until;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}

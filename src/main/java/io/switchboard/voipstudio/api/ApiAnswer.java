package io.switchboard.voipstudio.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RateLimitText;
import io.switchboard.failure.RetryAfter;
import io.switchboard.http.BoundedAnswers;
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

	private static final int MAX_ERROR = (int) BoundedAnswers.MAX_ERROR;

	private final ObjectMapper json = new ObjectMapper();

	private final ApiGate gate;

	private final AudioFiles audio;

	private final ApiClock clock;

	ApiAnswer(ApiGate gate, AudioFiles audio, ApiClock clock) {
		this.clock = clock;
		this.gate = gate;
		this.audio = audio;
	}

	@Override
	public void process(Exchange exchange) throws Exception {
		ApiRequest request = ApiRequest.of(exchange);
		Message message = exchange.getMessage();
		int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
		Duration retryAfter = retryAfter(message.getHeader("Retry-After", String.class));
		this.clock.heard(message.getHeader("Date", String.class));
		String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
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
				request.done(exchange);
				message.setBody(request.isAudio() ? audio(request, type, stream, exchange)
						: data(request, status, stream, exchange));
			}
			else if (status != 404 || !request.absent()) {
				String text = ErrorText.of(status, stream.readNBytes(MAX_ERROR), this.json);
				throw failure(request, busyOr(status, text), text, retryAfter);
			}
		}
		catch (IOException ex) {
			if (ex.getCause() instanceof PermanentFailure tooLong) {
				throw new PermanentFailure("VoIPstudio API: %s: %s".formatted(request.name(), tooLong.getMessage()));
			}
			if (request.startsSomething()) {
				throw unknown(request, status + ", but the answer broke off");
			}
			throw new ApiFailure(request.name(), 0,
					"%s: %d, but the answer broke off (%s)".formatted(request.name(), status, ex.getMessage()), null);
		}
	}

	/** A server may send a 200 with a page about an error. That is not a recording. */
	private Map<String, Object> audio(ApiRequest request, String type, InputStream stream, Exchange exchange)
			throws Exception {
		PushbackInputStream audio = new PushbackInputStream(stream, AudioStart.LENGTH);
		byte[] first = audio.readNBytes(AudioStart.LENGTH);
		if (AudioStart.isText(type, first)) {
			throw new ApiFailure(request.name(), 200,
					"%s: the answer is not audio: %s".formatted(request.name(), ErrorText.of(200, first, this.json)),
					null);
		}
		audio.unread(first);
		return this.audio.save(request, audio, exchange);
	}

	/** A request that got no answer. */
	Exception unanswered(ApiRequest request, Throwable failure) {
		this.gate.failed(failure);
		String reason = Unanswered.reason(failure);
		if (request.startsSomething() && !Unanswered.neverSent(failure)) {
			return unknown(request, reason);
		}
		return new ApiFailure(request.name(), 0, request.name() + ": " + reason, null);
	}

	private @Nullable Map<?, ?> data(ApiRequest request, int status, InputStream stream, Exchange exchange)
			throws ApiFailure, IOException {
		if (request.answer() == ApiRequest.Answer.NONE) {
			return null;
		}
		try {
			byte[] bytes = stream.readAllBytes();
			Pages.count(exchange, bytes.length);
			JsonNode answer = this.json.readTree(bytes);
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

	/** VoIPstudio tells the rate limit of some resources as a 400. */
	private static int busyOr(int status, String text) {
		return (status == 400 && RateLimitText.isIn(text)) ? 429 : status;
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
						"VoIPstudio API: %s; no phone is registered for the person who is to call".formatted(sentence));
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

	/** A second request might call somebody twice. */
	static PermanentFailure unknown(ApiRequest request, String reason) {
		return new PermanentFailure(
				"VoIPstudio API: %s: %s; it is not known whether it was carried out, so it is not repeated by itself: look there, and redeliver if it was not"
					.formatted(request.name(), reason));
	}

	/**
	 * How long the header asks to wait; null where it says nothing or that time is over.
	 */
	static @Nullable Duration retryAfter(@Nullable String text) {
		Instant now = Instant.now();
		Instant until = (text != null) ? RetryAfter.parse(text.strip(), now) : null;
		return (until == null || until.isBefore(now)) ? null : Duration.between(now, until);
	}

}

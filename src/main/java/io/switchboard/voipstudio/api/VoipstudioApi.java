package io.switchboard.voipstudio.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.switchboard.failure.PermanentFailure;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * VoIPstudio's REST API for Java classes. Every request takes the same way as those of
 * the kamelets, with the same bounds. The answers have VoIPstudio's own field names and
 * JSON types, and any field may be null.
 */
@Component
public class VoipstudioApi {

	private final ProducerTemplate template;

	private final ListenedAudio listened;

	private final ApiClock clock;

	VoipstudioApi(CamelContext camel, ListenedAudio listened, ApiClock clock) {
		this.clock = clock;
		this.template = camel.createProducerTemplate();
		this.listened = listened;
	}

	/**
	 * The sentence about a failed request that people may read.
	 * @param failure what a method of this class threw
	 * @return one readable sentence, without secrets
	 */
	public static String sentence(Throwable failure) {
		boolean readable = failure instanceof ApiFailure || failure instanceof PermanentFailure;
		return readable ? String.valueOf(failure.getMessage())
				: "VoIPstudio API: it cannot be asked (%s)".formatted(failure.getClass().getSimpleName());
	}

	/**
	 * A call that goes on.
	 * @param callId VoIPstudio's {@code call_id}
	 * @return the call, or empty once it is over
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public Optional<Map<String, Object>> call(long callId) throws Exception {
		return Optional
			.ofNullable(fields(ask(Map.of("path", "calls/" + callId, "absent", "true", "awaited", "the call"))));
	}

	/**
	 * The records (CDRs) of a call, one for each leg.
	 * @param rootCallId VoIPstudio's {@code root_call_id}
	 * @return the records, in the order of their ids; empty while there is none
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public List<Map<String, Object>> cdrs(long rootCallId) throws Exception {
		return rows(
				ask(Map.of("path", "cdrs", "answer", "all", "filter.root_live_id", rootCallId, "query.sort", "id")));
	}

	/**
	 * The records (CDRs) of a leg.
	 * @param callId VoIPstudio's {@code call_id}
	 * @return the records, in the order of their ids; empty while there is none
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public List<Map<String, Object>> cdrsOfLeg(long callId) throws Exception {
		return rows(ask(Map.of("path", "cdrs", "answer", "all", "filter.live_id", callId, "query.sort", "id")));
	}

	/**
	 * The recordings of a leg.
	 * @param callId VoIPstudio's {@code call_id}
	 * @return the recordings; empty while there is none
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public List<Map<String, Object>> recordings(long callId) throws Exception {
		return rows(ask(Map.of("path", "monitors", "answer", "all", "filter.live_id", callId)));
	}

	/**
	 * The audio of a recording: from the archive if it is there, else fetched now and
	 * cached for a short while.
	 * @param recordingId the recording's id
	 * @return an mp3 file, not to be changed or deleted; or empty where there is no such
	 * recording
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public Optional<Path> audio(long recordingId) throws Exception {
		Optional<Path> archived = this.listened.archived(recordingId);
		if (archived.isPresent()) {
			return archived;
		}
		Map<String, Object> facts = fields(ask(Map.of("path", "monitors/" + recordingId + ".mp3", "answer", "file",
				"absent", "true", "file", this.listened.name(recordingId))));
		return (facts != null) ? Optional.of(this.listened.keep(recordingId)) : Optional.empty();
	}

	/**
	 * One page of the newest resources of a kind, newest first.
	 * @param resource for example {@code cdrs}
	 * @param page from 1
	 * @param limit how many to a page
	 * @return the resources; empty after the last page
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public List<Map<String, Object>> newest(String resource, int page, int limit) throws Exception {
		return rows(ask(Map.of("path", resource, "answer", "page", "query.sort", "id", "query.dir", "DESC",
				"query.page", page, "query.limit", limit)));
	}

	/**
	 * Transfers a live call.
	 * @param callId VoIPstudio's {@code call_id} of the leg
	 * @param to the extension or number that it goes to
	 * @throws Exception an {@link ApiFailure}, or a permanent failure if the call is
	 * over, with one readable sentence
	 */
	public void transfer(long callId, String to) throws Exception {
		ask(Map.of("method", "PATCH", "path", "calls/" + callId, "body.dst", to));
	}

	/**
	 * Ends a live call. It is not a failure if the call is over already.
	 * @param callId VoIPstudio's {@code call_id} of the leg
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public void hangUp(long callId) throws Exception {
		ask(Map.of("method", "DELETE", "path", "calls/" + callId, "absent", "true", "answer", "none"));
	}

	/**
	 * All users of the account.
	 * @return each with its {@code id}, and with {@code ext} and {@code email} or null
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public List<Map<String, Object>> users() throws Exception {
		return rows(ask(Map.of("path", "users", "answer", "all", "query.sort", "id")));
	}

	/**
	 * Calls somebody: rings a user's phone first, then theirs. It takes seconds.
	 * @param to the number that is called, digits with the country
	 * @param from the id of the user whose phone rings first
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public void dial(String to, long from) throws Exception {
		ask(Map.of("method", "POST", "path", "calls", "body.to", to, "body.from", String.valueOf(from)));
	}

	/**
	 * Asks whether the API key is accepted. VoIPstudio counts that as a use of the key.
	 * @throws Exception an {@link ApiFailure} or a permanent failure, with one readable
	 * sentence
	 */
	public void ping() throws Exception {
		ask(Map.of("path", "ping", "answer", "none"));
	}

	/**
	 * How far VoIPstudio's clock was ahead of this machine's, in its last answer.
	 * @return in whole seconds; empty if no answer said the time
	 */
	public Optional<Duration> clockAhead() {
		return this.clock.ahead();
	}

	/** All contacts. */
	List<Map<String, Object>> contacts() throws Exception {
		return rows(ask(Map.of("path", "contacts", "answer", "all", "query.sort", "id")));
	}

	private @Nullable Object ask(Map<String, Object> headers) throws Exception {
		Exchange exchange = this.template.request(VoipstudioApiRoute.API,
				(asked) -> asked.getMessage().setHeaders(new LinkedHashMap<>(headers)));
		if (exchange.getException() != null) {
			throw exchange.getException();
		}
		return exchange.getMessage().getBody();
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Map<String, Object> fields(@Nullable Object answer) {
		return (Map<String, Object>) answer;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rows(@Nullable Object answer) {
		return (answer != null) ? (List<Map<String, Object>>) answer : List.of();
	}

}

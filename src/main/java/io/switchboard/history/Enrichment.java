package io.switchboard.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.text.UrlText;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks VoIPstudio about a call: for the call itself while it is live, else for its
 * records and recordings. If a request fails, the result has what was found by then, and
 * the reason.
 */
@Component
public class Enrichment {

	private static final Logger log = LoggerFactory.getLogger(Enrichment.class);

	/** A call with more legs should be looked up on the platform itself. */
	private static final int MAX_LEGS = 20;

	private final VoipstudioApi api;

	private final String consoleUrl;

	Enrichment(VoipstudioApi api, @Value("${console.url}") String consoleUrl) {
		this.api = api;
		this.consoleUrl = UrlText.base(consoleUrl);
	}

	/** The data that was found. */
	public static final class Found {

		private @Nullable Map<String, Object> call;

		private List<Map<String, Object>> cdrs = List.of();

		private final List<Map<String, @Nullable Object>> recordings = new ArrayList<>();

		private @Nullable String unavailable;

		/**
		 * Whether VoIPstudio knows the call. True if it did not answer, too.
		 */
		public boolean isAnything() {
			return this.call != null || !this.cdrs.isEmpty() || !this.recordings.isEmpty() || this.unavailable != null;
		}

		/** The live call, or null. */
		public @Nullable Map<String, Object> call() {
			return this.call;
		}

		/** Its records, one for each leg. */
		public List<Map<String, Object>> cdrs() {
			return this.cdrs;
		}

		/** Its recordings. */
		public List<Map<String, @Nullable Object>> recordings() {
			return this.recordings;
		}

		/** Why nothing more was found, in one sentence, or null. */
		public @Nullable String unavailable() {
			return this.unavailable;
		}

	}

	/**
	 * Asks VoIPstudio.
	 * @param rootCallId VoIPstudio's {@code root_call_id}
	 * @return what it says
	 */
	public Found of(long rootCallId) {
		Found found = new Found();
		try {
			find(rootCallId, found);
		}
		catch (Exception ex) {
			log.debug("call {} is not enriched", rootCallId, ex);
			found.unavailable = VoipstudioApi.sentence(ex);
		}
		return found;
	}

	private void find(long rootCallId, Found found) throws Exception {
		found.call = this.api.call(rootCallId).orElse(null);
		if (found.call != null) {
			return;
		}
		found.cdrs = this.api.cdrs(rootCallId);
		if (found.cdrs.isEmpty()) {
			found.cdrs = this.api.cdrsOfLeg(rootCallId);
		}
		Set<Long> legs = new LinkedHashSet<>();
		for (Map<String, Object> cdr : found.cdrs) {
			Long leg = number(cdr.get("live_id"));
			if (leg != null && legs.size() < MAX_LEGS) {
				legs.add(leg);
			}
		}
		if (legs.isEmpty()) {
			legs.add(rootCallId);
		}
		for (long leg : legs) {
			for (Map<String, Object> recording : this.api.recordings(leg)) {
				Map<String, @Nullable Object> listed = new LinkedHashMap<>(recording);
				Long id = number(recording.get("id"));
				listed.put("audio", (id != null) ? "%s/api/recordings/%d.mp3".formatted(this.consoleUrl, id) : null);
				found.recordings.add(listed);
			}
		}
	}

	private static @Nullable Long number(@Nullable Object value) {
		String text = String.valueOf(value).strip();
		return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
	}

}

package io.switchboard.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether webhooks have stopped: calls ended, none of them was heard of, and nothing else
 * came in either. A quiet night is no silence, and neither is one webhook that was lost.
 * <p>
 * Only a webhook ends the silence: while there are no calls, nothing shows that webhooks
 * work.
 */
final class Silence {

	private static final Logger log = LoggerFactory.getLogger(Silence.class);

	private final Duration patience;

	private final Instant upSince;

	/**
	 * Begins to listen.
	 * @param patience how long calls may end unheard
	 * @param upSince since when we could have heard anything
	 */
	Silence(Duration patience, Instant upSince) {
		this.patience = patience;
		this.upSince = upSince;
	}

	/**
	 * Says in the log when it begins and ends.
	 * @param before since when it was silent so far, or null
	 * @param lastReceived when the last webhook came in, or null
	 * @param unheard when the calls ended that no webhook told of
	 * @param now the time
	 * @return since when it is silent, or null
	 */
	@Nullable Instant since(@Nullable Instant before, @Nullable Instant lastReceived, Collection<Instant> unheard, Instant now) {
		if (before != null) {
			if (lastReceived == null || !lastReceived.isAfter(before)) {
				return before;
			}
			log.info("webhooks come in again, after a silence since {}", before);
		}
		List<Instant> after = unheard.stream()
			.filter((ended) -> lastReceived == null || ended.isAfter(lastReceived))
			.sorted()
			.toList();
		if (after.isEmpty()) {
			return null;
		}
		Instant first = after.get(0);
		if ((first.isAfter(this.upSince) ? first : this.upSince).plus(this.patience).isAfter(now)) {
			return null;
		}
		Instant since = (lastReceived != null) ? lastReceived : first;
		log.error(
				"webhooks have gone silent: nothing came in since {}, while {} call(s) ended; they are filed from VoIPstudio's records, late. "
						+ "Look at Integrations -> Webhooks on the platform: is the webhook enabled, are its events ticked, is its URL ours, and does it answer from outside?",
				since, after.size());
		return since;
	}

}

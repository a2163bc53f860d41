package io.switchboard.voipstudio;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a call event's {@code context} speaks of. VoIPstudio documents {@code LOCAL_USER}
 * and {@code QUEUE}; {@code RG-<id>} (ring group) was observed.
 */
public enum ContextKind {

	/** A queue: {@code QUEUE} and whatever starts so. */
	QUEUE("queue"),
	/** A ring group: {@code RG-<id>}. */
	RING_GROUP("ring-group"),
	/** One user: {@code LOCAL_USER} or {@code USER}. */
	USER("user"),
	/** Anything else, or none. */
	UNKNOWN("unknown");

	private final String text;

	ContextKind(String text) {
		this.text = text;
	}

	/**
	 * Classifies without regard to case.
	 * @param context the event's {@code context}, or null
	 * @return never null
	 */
	public static ContextKind of(@Nullable String context) {
		String upper = (context != null) ? context.strip().toUpperCase(Locale.ROOT) : "";
		if (upper.startsWith("QUEUE")) {
			return QUEUE;
		}
		if (upper.startsWith("RG-")) {
			return RING_GROUP;
		}
		return (upper.equals("LOCAL_USER") || upper.equals("USER")) ? USER : UNKNOWN;
	}

	/**
	 * The word that routes compare {@code context_kind} with.
	 * @return {@code queue}, {@code ring-group}, {@code user} or {@code unknown}
	 */
	@Override
	public String toString() {
		return this.text;
	}

}

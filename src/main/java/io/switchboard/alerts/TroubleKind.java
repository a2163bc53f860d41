package io.switchboard.alerts;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import io.switchboard.text.EnumWord;

/** The kinds of problems, with their severity. */
public enum TroubleKind {

	/** The store does not answer. */
	STORE_AWAY(Severity.CRITICAL, true, Duration.ofMinutes(1)),
	/** Calls end of which no webhook tells. */
	WEBHOOKS_SILENT(Severity.CRITICAL, true, Duration.ZERO),
	/** An event waits for the switchboard, or has no delivery at all. */
	UNDECIDED(Severity.CRITICAL, true, Duration.ZERO),
	/** The destination refuses the sign-in, or the route has a fault. */
	ROUTE_PROBLEM(Severity.CRITICAL, true, Duration.ZERO),
	/** The route is stopped. */
	ROUTE_STOPPED(Severity.CRITICAL, true, Duration.ofMinutes(1)),
	/** Deliveries are left of a route that is gone. */
	ROUTE_REMOVED(Severity.WARNING, true, Duration.ofMinutes(5)),
	/** Deliveries failed for good. */
	DEAD_LETTERS(Severity.WARNING, true, Duration.ZERO),
	/** The destination is away. */
	ROUTE_WAITS(Severity.WARNING, false, Duration.ofMinutes(5)),
	/** Deliveries have waited for long. */
	BACKLOG(Severity.WARNING, false, Duration.ofMinutes(5)),
	/** A certificate ends soon. */
	CERTIFICATE(Severity.WARNING, true, Duration.ZERO),
	/** The API key is refused, or ends soon. */
	API_KEY(Severity.CRITICAL, true, Duration.ZERO),
	/** An operator holds the route back. */
	ROUTE_PAUSED(Severity.INFO, true, Duration.ofHours(1)),
	/** Other nodes have the route, and this one does not yet. */
	ROUTE_ELSEWHERE(Severity.INFO, false, Duration.ofHours(1));

	private final Severity severity;

	private final boolean act;

	private final Duration patience;

	TroubleKind(Severity severity, boolean act, Duration patience) {
		this.severity = severity;
		this.act = act;
		this.patience = patience;
	}

	/** The word for people, programs and settings, such as {@code dead-letters}. */
	public String word() {
		return EnumWord.of(this);
	}

	/** How much it matters. */
	public Severity severity() {
		return this.severity;
	}

	/** Whether it goes on until somebody acts. */
	public boolean needsSomebody() {
		return this.act;
	}

	/** How long it must last until it is an alert, unless a setting says otherwise. */
	Duration patience() {
		return this.patience;
	}

	/**
	 * The kind of that word.
	 * @param word such as {@code dead-letters}
	 * @throws IllegalArgumentException if there is none, with a sentence
	 */
	public static TroubleKind of(String word) {
		return Arrays.stream(values())
			.filter((kind) -> kind.word().equals(word.strip().toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'%s' is not one of %s".formatted(word,
					String.join(", ", Arrays.stream(values()).map(TroubleKind::word).toList()))));
	}

}

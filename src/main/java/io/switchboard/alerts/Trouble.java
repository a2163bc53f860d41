package io.switchboard.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.switchboard.delivery.table.RouteNames;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * A present problem.
 *
 * @param kind its kind
 * @param subject its route, host or event; empty if there can be only one
 * @param text one sentence without its full stop
 * @param amount how many, such as dead letters; 0 where nothing is counted
 * @param since since when, or null if nobody knows
 */
public record Trouble(TroubleKind kind, String subject, String text, long amount, @Nullable Instant since) {

	/** The key, which stays the same as long as the problem lasts. */
	public String cause() {
		return this.subject.isEmpty() ? this.kind.word() : this.kind.word() + "/" + this.subject;
	}

	/** The page of the console where somebody acts on it, or null. */
	public @Nullable String link() {
		return link(this.kind, this.subject);
	}

	static @Nullable String link(TroubleKind kind, String subject) {
		String encoded = UriUtils.encode(subject, StandardCharsets.UTF_8);
		return switch (kind) {
			case DEAD_LETTERS -> "/dead-letters" + (subject.isEmpty() ? "" : "?route=" + encoded);
			case BACKLOG -> "/deliveries?status=open&route=" + encoded;
			case UNDECIDED -> subject.equals(RouteNames.SWITCHBOARD) ? "/deliveries?status=open&route=" + encoded
					: "/events" + (subject.isEmpty() ? "" : "?id=" + encoded);
			case ROUTE_PROBLEM, ROUTE_STOPPED, ROUTE_REMOVED, ROUTE_WAITS, ROUTE_PAUSED, ROUTE_ELSEWHERE ->
				"/routes/" + encoded;
			case WEBHOOKS_SILENT -> "/setup#webhook-title";
			case API_KEY -> "/setup#found-api-key";
			// nothing but the alert itself is there to be acted on
			case CERTIFICATE -> "/alerts?kind=" + kind.word() + "&subject=" + encoded;
			case STORE_AWAY -> null;
		};
	}

}

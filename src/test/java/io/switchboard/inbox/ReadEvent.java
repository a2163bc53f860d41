package io.switchboard.inbox;

import java.time.Instant;

/** An event as the inbox reads it, without an inbox. */
public final class ReadEvent {

	private static final Instant RECEIVED = Instant.parse("2026-04-28T08:46:14Z");

	private ReadEvent() {
	}

	public static Event of(byte[] body) {
		return new EventParser().parse(body, RECEIVED).event();
	}

}

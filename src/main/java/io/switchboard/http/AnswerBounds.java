package io.switchboard.http;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * How much of an answer's body is read.
 *
 * @param most how many bytes can be read
 * @param setting named where more is a failure; null where the rest is left out
 * @param mayBreak whether a body that breaks off ends there: what was asked is done, or
 * refused, and its beginning says why
 * @param server who answers, for people
 * @param time how long the request may take
 * @param giveUp closes the connection without reading the rest
 */
record AnswerBounds(long most, @Nullable String setting, boolean mayBreak, String server, RequestTime time,
		Runnable giveUp) {

	/** The failure of an answer that breaks off. */
	IOException broken(IOException cause) {
		return new IOException("%s broke off its answer".formatted(this.server), cause);
	}

}

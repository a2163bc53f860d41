package io.switchboard.answers;

import org.jspecify.annotations.Nullable;

/**
 * The answer to one request. It has personal data, but no secrets.
 *
 * @param request the name of the request, see {@link RequestName}
 * @param status of an HTTP server's answer; null for VoIPstudio's API, the contacts and
 * databases
 * @param answer the text of an HTTP server; else JSON, as the kamelet got it
 */
public record Answer(String request, @Nullable Integer status, String answer) {

	/** The size, about, in bytes. */
	int size() {
		return this.request.length() + this.answer.length();
	}

	@Override
	public String toString() {
		return "Answer";
	}

}

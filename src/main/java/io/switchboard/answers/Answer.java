package io.switchboard.answers;

import org.jspecify.annotations.Nullable;

/**
 * What was answered to one request. It holds personal data, and no secrets.
 *
 * @param request what was asked, see {@link RequestName}
 * @param status of an HTTP server's answer; null where VoIPstudio's API, the contacts or
 * a database were asked
 * @param answer the text of an HTTP server; else JSON, as the kamelet got it
 */
public record Answer(String request, @Nullable Integer status, String answer) {

	/** In bytes, nearly. */
	int size() {
		return this.request.length() + this.answer.length();
	}

	@Override
	public String toString() {
		return "Answer";
	}

}

package io.switchboard.console.query;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What came of a request that changes something, for the audit. */
public final class Result {

	private static final String NAME = Result.class.getName();

	private static final String NOTHING = "";

	private Result() {
	}

	/**
	 * Says what came of the current request.
	 * @param words a few, without personal data
	 */
	public static void is(String words) {
		RequestContextHolder.currentRequestAttributes().setAttribute(NAME, words, RequestAttributes.SCOPE_REQUEST);
	}

	/** Says that the current request changed nothing: it only asked. */
	public static void isNothing() {
		is(NOTHING);
	}

	/**
	 * What was said.
	 * @param request one that has been handled
	 * @return null if nothing was said
	 */
	public static @Nullable String of(HttpServletRequest request) {
		return (String) request.getAttribute(NAME);
	}

	/**
	 * Whether it changed nothing.
	 * @param request one that has been handled
	 * @return true only if that was said
	 */
	public static boolean isNothing(HttpServletRequest request) {
		return NOTHING.equals(request.getAttribute(NAME));
	}

}

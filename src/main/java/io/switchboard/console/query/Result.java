package io.switchboard.console.query;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The result of a request that changes something, for the audit. */
public final class Result {

	private static final String NAME = Result.class.getName();

	private static final String NOTHING = "";

	private Result() {
	}

	/**
	 * Sets the result of the current request.
	 * @param words a few, without personal data
	 */
	public static void is(String words) {
		RequestContextHolder.currentRequestAttributes().setAttribute(NAME, words, RequestAttributes.SCOPE_REQUEST);
	}

	/** Marks that the current request changed nothing. */
	public static void isNothing() {
		is(NOTHING);
	}

	/**
	 * The result.
	 * @param request a request that was handled
	 * @return null if none was set
	 */
	public static @Nullable String of(HttpServletRequest request) {
		return (String) request.getAttribute(NAME);
	}

	/**
	 * Whether it changed nothing.
	 * @param request a request that was handled
	 * @return true only if that was marked
	 */
	public static boolean isNothing(HttpServletRequest request) {
		return NOTHING.equals(request.getAttribute(NAME));
	}

}

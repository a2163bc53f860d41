package io.switchboard.failure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whether an answer is about a rate limit. Some servers use a status for it that
 * otherwise means a permanent failure: VoIPstudio answers 400, "Maximum per minute call
 * rate exceeded".
 */
public final class RateLimitText {

	private static final int LOOKED_AT = 1000;

	private static final Pattern LIMIT = Pattern.compile("""
			too[ _]many[ _](requests|calls|messages|attempts)|throttl|unable_to_lock_row|slow down|try again later|\
			(rate|quota|per (second|minute|hour|day)).{0,60}(exceed|limit|reached)|\
			(exceed|limit|reached).{0,60}(rate\\b|quota|per (second|minute|hour|day))|\
			(rate|quota|request)_?(limit|exceeded)""", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private RateLimitText() {
	}

	/**
	 * Looks at the beginning of an answer.
	 * @param answer what a server said, or null
	 * @return true if it may accept the same request later
	 */
	public static boolean isIn(@Nullable String answer) {
		return answer != null
				&& LIMIT.matcher((answer.length() > LOOKED_AT) ? answer.substring(0, LOOKED_AT) : answer).find();
	}

}

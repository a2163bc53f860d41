package io.switchboard.inbox;

import io.switchboard.store.StorableText;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * A key made of the content of a call event. Two events of one call with the same name,
 * state and second are the same event, which came through two webhooks under two ids. In
 * doubt there is no key, because an event that comes twice does less harm than one that
 * is lost.
 */
final class ContentKey {

	private static final int MAX_WORD = 100;

	private ContentKey() {
	}

	/**
	 * The key, which starts with the call and ends with the time.
	 * @return null if a call, name or time is missing, or a word is odd. Null for
	 * {@code call.dtmf} too, because two keys pressed within a second look the same, and
	 * for {@code monitor.…}, which may tell of two recordings
	 */
	static @Nullable String of(@Nullable Long callId, @Nullable String eventName, @Nullable String state,
			@Nullable String eventTime) {
		if (callId == null || eventName == null || eventName.isEmpty() || eventTime == null || eventTime.isBlank()) {
			return null;
		}
		String known = (state != null) ? state : "";
		if (isOdd(eventName) || isOdd(known) || eventTime.length() > MAX_WORD || !StorableText.isStorable(eventTime)) {
			return null;
		}
		if (eventName.equals(EventNames.DTMF) || eventName.startsWith("monitor.")) {
			return null;
		}
		return callId + " " + eventName + " " + known + " " + eventTime;
	}

	/**
	 * A space within a word could make two events look like one. So could a character
	 * that is replaced when it is stored. A long text is not a word.
	 */
	private static boolean isOdd(String word) {
		return word.length() > MAX_WORD || word.chars().anyMatch((c) -> c <= ' ') || !StorableText.isStorable(word);
	}

}

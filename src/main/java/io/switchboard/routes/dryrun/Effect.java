package io.switchboard.routes.dryrun;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a step would do outside: it holds personal data, and goes to nobody but who asked.
 *
 * @param kind what sort of thing it is
 * @param facts what is done, by names such as {@code to} and {@code subject}; values are
 * texts, numbers, maps or null
 */
public record Effect(Kind kind, Map<String, @Nullable Object> facts) {

	/** What sort of thing is done. */
	public enum Kind {

		/** A mail: {@code to}, {@code subject}, {@code text}, {@code html}. */
		MAIL,
		/** A row: {@code statement} and its {@code values}. */
		ROW,
		/** An HTTP request: {@code request}, {@code headers}, {@code body}. */
		HTTP,
		/** A call to VoIPstudio: {@code request}, {@code query}, {@code body}. */
		VOIPSTUDIO,
		/** A file: {@code name}, {@code headers}, {@code body}. */
		FILE,
		/** Anything else that leaves: {@code address}, {@code headers}, {@code body}. */
		OTHER,
		/** A bean whose work is not known: {@code bean}, {@code body}. */
		BEAN,
		/** No effect: the route fails, or asks to be run again: {@code failure}. */
		FAILURE;

		/**
		 * The word in answers.
		 * @return for example {@code mail}
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * As JSON has it.
	 * @return its kind and its facts
	 */
	public Map<String, @Nullable Object> view() {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("kind", this.kind.toString());
		view.putAll(this.facts);
		return view;
	}

	@Override
	public String toString() {
		return "Effect[" + this.kind + "]";
	}

}

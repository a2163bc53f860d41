package io.switchboard.routes.dryrun;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;

import io.switchboard.failure.RetryLater;
import io.switchboard.text.Causes;
import io.switchboard.text.EnumWord;
import org.jspecify.annotations.Nullable;

/**
 * What a step would do outside. It has personal data, so only the person who asked sees
 * it.
 *
 * @param kind its kind
 * @param facts the details, by names such as {@code to} and {@code subject}; values are
 * texts, numbers, maps or null
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Effect(Kind kind, Map<String, @Nullable Object> facts) {

	/** The kinds of effects. */
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
		@JsonValue
		@Override
		public String toString() {
			return EnumWord.of(this);
		}

	}

	/** The failure with which a route ended. */
	static Effect failure(Throwable failure) {
		Throwable root = Causes.first(failure, RetryLater.class)
			.map(Throwable.class::cast)
			.orElseGet(() -> Causes.root(failure));
		String message = (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
		return new Effect(Kind.FAILURE, Map.of("failure",
				((root instanceof RetryLater) ? "runs again later: " : "") + message.lines().findFirst().orElse("")));
	}

	@Override
	public String toString() {
		return "Effect[" + this.kind + "]";
	}

}

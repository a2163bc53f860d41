package io.switchboard.calls;

import java.util.List;
import java.util.Locale;

import io.switchboard.voipstudio.ContextKind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Whether a leg that is connected is a person's. A queue may say connected when its music
 * starts, and a voicemail or a menu connects as well: none of them answers a call.
 * <p>
 * VoIPstudio documents no list of contexts, so those that count are settings. A word of
 * theirs is a kind ({@code user}, {@code ring-group}, {@code queue}, {@code unknown}), or
 * the platform's own word, such as {@code LOCAL_USER}, or its beginning, such as
 * {@code VM*}. Upper and lower case are the same.
 */
@Component
final class AnswerRule {

	private final List<String> people;

	private final List<String> voicemails;

	AnswerRule(CallsSettings settings) {
		this.people = words(settings.answerContexts());
		this.voicemails = words(settings.voicemailContexts());
	}

	private static List<String> words(List<String> words) {
		return words.stream().map(AnswerRule::word).filter((word) -> !word.isEmpty()).toList();
	}

	/** Whether a leg of this context is a person's. */
	boolean isPerson(@Nullable String context) {
		return isOneOf(this.people, context) && !isVoicemail(context);
	}

	/** Whether a leg of this context is a voicemail. */
	boolean isVoicemail(@Nullable String context) {
		return isOneOf(this.voicemails, context);
	}

	private static boolean isOneOf(List<String> words, @Nullable String context) {
		String said = word(context);
		String kind = ContextKind.of(context).toString();
		return words.stream()
			.anyMatch((word) -> word.equals(kind) || word.equals(said)
					|| word.endsWith("*") && !said.isEmpty() && said.startsWith(word.substring(0, word.length() - 1)));
	}

	private static String word(@Nullable String text) {
		return (text != null) ? text.strip().toLowerCase(Locale.ROOT) : "";
	}

}

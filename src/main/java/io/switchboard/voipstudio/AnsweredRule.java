package io.switchboard.voipstudio;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says what counts as an answer: the connected leg of a person. The music of a queue, a
 * voicemail and a menu connect too, but are no answer. Routes (the fact
 * {@code answered}), the list of calls and {@code call.settled} all ask here.
 * <p>
 * VoIPstudio documents no list of contexts, so those that count are settings:
 * {@code calls.answer-contexts} and {@code calls.voicemail-contexts}.
 */
@Component
@EnableConfigurationProperties(AnsweredSettings.class)
public class AnsweredRule {

	/** The variable that says it, to rules and routes. */
	public static final String FACT = "answered";

	private final List<String> people;

	private final List<String> voicemails;

	@Autowired
	AnsweredRule(AnsweredSettings settings) {
		this.people = words(settings.answerContexts());
		this.voicemails = words(settings.voicemailContexts());
	}

	/**
	 * Makes the rule where no application runs.
	 * @param settings with all sources; Switchboard's defaults count for what is not set
	 * @return as the settings say
	 */
	public static AnsweredRule of(Environment settings) {
		return new AnsweredRule(Binder.get(settings).bindOrCreate("calls", AnsweredSettings.class));
	}

	/**
	 * Makes the rule of some contexts.
	 * @param answerContexts the contexts of people
	 * @param voicemailContexts the contexts of a voicemail
	 * @return the rule
	 * @throws IllegalArgumentException if nobody could answer
	 */
	public static AnsweredRule of(List<String> answerContexts, List<String> voicemailContexts) {
		return new AnsweredRule(new AnsweredSettings(answerContexts, voicemailContexts));
	}

	private static List<String> words(List<String> words) {
		return words.stream().map(AnsweredRule::word).filter((word) -> !word.isEmpty()).toList();
	}

	/**
	 * Whether an event says that its leg is connected, no matter to whom.
	 * @param eventName its {@code event_name}, or null
	 * @param hasTime whether it has a {@code connected_at} that can be read
	 * @return false for a missed call, which was connected to music at most
	 */
	public static boolean isConnected(@Nullable String eventName, boolean hasTime) {
		return switch ((eventName != null) ? eventName : "") {
			case EventNames.CONNECTED -> true;
			case EventNames.HOLD, EventNames.UNHOLD, EventNames.DTMF, EventNames.HANGUP -> hasTime;
			default -> false;
		};
	}

	/**
	 * The answers that events of one kind can give. Settings say which contexts are a
	 * person's, so any context may be.
	 * @param facts of that kind, as {@link RuleFacts#all} has them
	 * @return one, or both
	 */
	public static List<Boolean> possible(Map<String, ?> facts) {
		Object name = facts.get("event_name");
		if (EventNames.SETTLED.equals(name)) {
			return List.of(CallOutcome.ANSWERED.toString().equals(facts.get("call_outcome")));
		}
		return isConnected((String) name, true) ? List.of(false, true) : List.of(false);
	}

	/**
	 * Whether one event says that a person took its leg. The leg of a queue counts if it
	 * ends with a hang-up, because a queue call that nobody took ends with
	 * {@code call.missed}. What all legs say together is in {@code call.settled}.
	 * @param eventName its {@code event_name}, or null
	 * @param connectedAt its {@code connected_at}, or null
	 * @param context its {@code context}, or null
	 * @param destination its {@code destination}, or null
	 * @return false where the event does not say
	 */
	public boolean isAnswered(@Nullable String eventName, @Nullable Object connectedAt, @Nullable String context,
			@Nullable Object destination) {
		boolean hasTime = connectedAt instanceof String text && PlatformTime.parse(text) != null;
		if (!isConnected(eventName, hasTime)) {
			return false;
		}
		ContextKind kind = ContextKind.of(context);
		return isPerson(context, isOutside("out".equals(EventFacts.direction(destination)), kind))
				|| EventNames.HANGUP.equals(eventName) && isQueueTaken(kind, false) && !isVoicemail(context);
	}

	/**
	 * Whether a leg of this context is a person's.
	 * @param context the event's {@code context}, or null
	 * @param known whether only a person can be there, for another reason
	 * @return false for a voicemail
	 */
	public boolean isPerson(@Nullable String context, boolean known) {
		return (known || isOneOf(this.people, context)) && !isVoicemail(context);
	}

	/**
	 * Whether a leg of this context is a voicemail.
	 * @param context the event's {@code context}, or null
	 * @return false where it says nothing
	 */
	public boolean isVoicemail(@Nullable String context) {
		return isOneOf(this.voicemails, context);
	}

	/**
	 * Whether a leg is that of somebody outside whom we call. Such a leg may have any
	 * context.
	 * @param out whether the leg goes out
	 * @param kind what its context speaks of
	 * @return true if the leg is not one of our own people
	 */
	public static boolean isOutside(boolean out, ContextKind kind) {
		return out && kind == ContextKind.UNKNOWN;
	}

	/**
	 * Whether the connected leg of a queue counts as an answer if no event of its agents'
	 * legs came in.
	 * @param kind what its context speaks of
	 * @param missed whether it ended with {@code call.missed}
	 * @return true for a queue's leg that was not missed
	 */
	public static boolean isQueueTaken(ContextKind kind, boolean missed) {
		return kind == ContextKind.QUEUE && !missed;
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

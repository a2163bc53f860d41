package io.switchboard.voipstudio;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/**
 * Says whether an event is the last one of its call, by the field {@code final}. Routes,
 * the list of calls and the reconciliation all ask here.
 * <p>
 * VoIPstudio sends one {@code call.missed} for each leg. It has {@code final: false}
 * while another leg may still answer (observed). The field may be absent.
 */
@Component
public class FinalRule {

	private static final String SETTING = "voipstudio.final-when-absent";

	private final boolean whenAbsent;

	/**
	 * Makes the rule.
	 * @param whenAbsent whether a {@code call.missed} without the field is final
	 */
	public FinalRule(@Value("${" + SETTING + "}") boolean whenAbsent) {
		this.whenAbsent = whenAbsent;
	}

	/**
	 * Makes the rule where no application runs.
	 * @param settings true if they say nothing
	 * @return as the settings say
	 */
	public static FinalRule of(PropertyResolver settings) {
		return new FinalRule(settings.getProperty(SETTING, Boolean.class, true));
	}

	/**
	 * Whether an event is final.
	 * @param eventName its {@code event_name}, or null
	 * @param said the field {@code final} as JSON has it, or null
	 * @return the value of the field. Without a readable value: the setting for a
	 * {@code call.missed}, and true for all other events
	 */
	public boolean isFinal(@Nullable String eventName, @Nullable Object said) {
		Boolean answer = Flag.of(said);
		if (answer != null) {
			return answer;
		}
		return this.whenAbsent || !EventNames.MISSED.equals(eventName);
	}

	/**
	 * Whether an event ends its whole call.
	 * @param eventName its {@code event_name}, or null
	 * @param said the field {@code final} as JSON has it, or null
	 * @return true if it is final and ends a leg
	 */
	public boolean endsCall(@Nullable String eventName, @Nullable Object said) {
		return EventNames.endsLeg(eventName) && isFinal(eventName, said);
	}

}

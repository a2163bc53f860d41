package io.switchboard.followup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.switchboard.declared.Within;
import io.switchboard.voipstudio.RuleFacts;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * The settings {@code follow-up.*}.
 *
 * @param enabled whether missed callers are remembered until somebody has called back
 * @param due how long they may wait, in opening hours
 * @param escalate how long after that {@code followup.due} is filed once more, in opening
 * hours; 0 for never
 * @param outcomes the outcomes of incoming calls that are to be called back
 * @param closedBySms whether a text to the number closes it
 * @param keep how long a closed one is stored; a number alone means days
 */
@Validated
@ConfigurationProperties("follow-up")
record FollowUpSettings(@DefaultValue("false") boolean enabled,
		@Within(least = "0s", most = "31d") @DefaultValue("30m") @NotNull Duration due,
		@Within(least = "0s", most = "31d") @DefaultValue("1h") @NotNull Duration escalate, @DefaultValue( {
				"abandoned", "missed", "voicemail" }) List<String> outcomes,
		@DefaultValue("false") boolean closedBySms, @Within(least = "1d",
				most = "36525d") @DefaultValue("90d") @NotNull @DurationUnit(ChronoUnit.DAYS) Duration keep){

	private static final Duration LONGEST = Duration.ofDays(31);

	private static final Duration CENTURY = Duration.ofDays(36_525);

	FollowUpSettings {
		if (due.isNegative() || due.compareTo(LONGEST) > 0 || escalate.isNegative()
				|| escalate.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"follow-up.due=%s and follow-up.escalate=%s must be from 0 to 31 days".formatted(due, escalate));
		}
		if (keep.compareTo(Duration.ofDays(1)) < 0 || keep.compareTo(CENTURY) > 0) {
			throw new IllegalArgumentException("follow-up.keep=%s must be from 1 to 36525 days".formatted(keep));
		}
		for (String outcome : outcomes) {
			if (!RuleFacts.OUTCOMES.contains(outcome) || outcome.equals("answered")) {
				throw new IllegalArgumentException(
						"follow-up.outcomes: '%s' is not one of abandoned, missed, voicemail, busy, failed, end-unknown"
							.formatted(outcome));
			}
		}
	}

}

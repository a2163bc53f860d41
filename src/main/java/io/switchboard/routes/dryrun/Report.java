package io.switchboard.routes.dryrun;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an edit would change. It has personal data, so it is not for logs.
 *
 * @param since events that came in from then on were tried
 * @param events how many were tried, the newest
 * @param more whether older ones were left out
 * @param different how many events have a difference
 * @param files the files in which the two states of the folder differ
 * @param javaFiles files in Java whose routes were run; anything that they do outside
 * Camel's steps was really done
 * @param groups the differences, the most frequent first
 * @param tookMs how long it took, in milliseconds
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Report(Instant since, long events, boolean more, long different, List<String> files,
		List<String> javaFiles, List<Group> groups, long tookMs) {

	/**
	 * Equal differences.
	 *
	 * @param route the route's id
	 * @param what {@code delivery}, or the kind of effect
	 * @param change {@code appears}, {@code vanishes} or {@code differs}
	 * @param count how often
	 * @param examples a few
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	public record Group(String route, String what, String change, long count, List<Example> examples) {
	}

	/**
	 * One event with a difference.
	 *
	 * @param eventId VoIPstudio's id of the event
	 * @param eventName its name, or null
	 * @param receivedAt when it came in
	 * @param effects the effects that are added or removed; empty for a change
	 * @param changes the changes of an effect
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	public record Example(String eventId, @Nullable String eventName, Instant receivedAt, List<Effect> effects,
			List<FactChange> changes) {
	}

	/**
	 * Whether the edit changes nothing for these events.
	 * @return true if there is no difference
	 */
	@JsonIgnore
	public boolean isSame() {
		return this.groups.isEmpty();
	}

}

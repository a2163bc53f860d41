package io.switchboard.routes.dryrun;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a route on disk would do with one event. It has personal data, so it is not for
 * logs.
 *
 * @param route the route's id
 * @param file the route's file; empty where it is written in Java
 * @param revision the digest of all files of the folder
 * @param eventId VoIPstudio's id of the event
 * @param eventName its name, or null
 * @param deliveries all routes to which the event would go; empty if that cannot be
 * decided
 * @param facts the variables that a route gets, by name; a value may be null
 * @param variables the variables that its steps set, by name; a value may be null
 * @param steps all steps of the route, in the order of its file
 * @param effects the effects, in their order
 * @param problem why the route stops early, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Preview(String route, String file, String revision, String eventId, @Nullable String eventName,
		Set<String> deliveries, Map<String, @Nullable Object> facts, Map<String, @Nullable Object> variables,
		List<Step> steps, List<Effect> effects, @Nullable Problem problem) {

	/**
	 * One step.
	 *
	 * @param id as it stands in the file, or null if it has none
	 * @param what such as {@code to} or {@code filter}
	 * @param line in the route's file, from 1; -1 where it is not known
	 * @param depth how many steps it is in
	 * @param ran how often it ran
	 * @param failed whether it failed
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	public record Step(@Nullable String id, String what, int line, int depth, int ran, boolean failed) {
	}

	/**
	 * Why it stops.
	 *
	 * @param file the file to mend, below the folder; empty if that is not known
	 * @param line in it, from 1; 0 if that is not known
	 * @param step the step at which it happened, or null
	 * @param message one sentence or a few
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	public record Problem(String file, int line, @Nullable String step, String message) {

		/**
		 * The place to mend.
		 * @return {@code file:line}, as far as it is known
		 */
		public String place() {
			return this.file + ((this.line > 0 && !this.file.isEmpty()) ? ":" + this.line : "");
		}

	}

	@Override
	public String toString() {
		return "Preview[" + this.route + "]";
	}

}

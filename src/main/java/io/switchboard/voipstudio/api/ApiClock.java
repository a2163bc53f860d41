package io.switchboard.voipstudio.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Compares this machine's clock with VoIPstudio's, by the header {@code Date} of the
 * API's answers.
 */
@Component
class ApiClock {

	private volatile @Nullable Duration ahead;

	/** An answer came just now; its header may be missing or nonsense. */
	void heard(@Nullable String date) {
		try {
			if (date != null) {
				Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
				this.ahead = Duration.between(Instant.now(), there);
			}
		}
		catch (DateTimeException ex) {
			// it says nothing then
		}
	}

	/**
	 * How many whole seconds VoIPstudio's clock was ahead of this machine's, by its last
	 * answer.
	 */
	Optional<Duration> ahead() {
		return Optional.ofNullable(this.ahead);
	}

}

package io.switchboard.console.pages.setup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.switchboard.store.Store;
import io.switchboard.voipstudio.api.VoipstudioApi;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Compares this machine's clock with those of VoIPstudio and the database. */
@Component
@Order(3)
class ClockCheck implements SetupCheck {

	/**
	 * The allowed difference, because an answer takes a moment and its time has whole
	 * seconds.
	 */
	static final Duration TOLERATED = Duration.ofSeconds(5);

	private final VoipstudioApi api;

	private final Store store;

	ClockCheck(VoipstudioApi api, Store store) {
		this.api = api;
		this.store = store;
	}

	@Override
	public String id() {
		return "clock";
	}

	@Override
	public String label() {
		return "Clock";
	}

	@Override
	public String todo() {
		return "Let this machine and the database get their time by NTP.";
	}

	@Override
	public Found run() {
		try {
			this.api.ping();
		}
		catch (Exception ex) {
			// a refusal has the time too
		}
		Duration database = Duration.between(Instant.now(), this.store.dialect().clock().instant());
		return found(this.api.clockAhead(), database, todo());
	}

	static Found found(Optional<Duration> platform, Duration database, String todo) {
		String said = platform.map((ahead) -> "VoIPstudio's clock is %s.".formatted(apart(ahead)))
			.orElse("No answer of VoIPstudio said the time.")
				+ " The database's clock is %s.".formatted(apart(database));
		boolean wrong = platform.map(ClockCheck::isFar).orElse(false) || isFar(database);
		if (wrong) {
			return Found.bad(said, todo);
		}
		return platform.isPresent() ? Found.good(said) : Found.warn(said, "Check the API key first.");
	}

	private static boolean isFar(Duration apart) {
		return apart.abs().compareTo(TOLERATED) > 0;
	}

	private static String apart(Duration ahead) {
		if (ahead.abs().compareTo(Duration.ofSeconds(2)) < 0) {
			return "the same as here";
		}
		return "%d s %s".formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead");
	}

}

package io.switchboard.alerts;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.switchboard.declared.Within;
import io.switchboard.routes.hours.WeekHours;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * The settings {@code alerts.*}.
 *
 * @param channels where alerts go, the one first that is tried first; none: there are no
 * alerts
 * @param sendTo whether a message goes through the first channel that takes it, or
 * through all
 * @param repeat how long after an alert was told it is told again
 * @param group how long after a message the next one goes out, so that what happens
 * together is told together
 * @param overAfter how long a trouble must be away until the alert is over
 * @param after how long a trouble must last until it is an alert, by its kind; what is
 * not named has a time of its own
 * @param without the kinds of which no alert is made
 * @param quiet when nobody is to be disturbed, as {@code opening-hours} are written
 * @param quietUnless how much an alert must matter to go through the quiet hours
 * @param backlog how long a delivery may wait until that is a trouble
 * @param certificateEnds how long before its end a certificate is a trouble; a number
 * alone means days
 * @param certificates hosts whose certificates are looked at, beside our own, such as
 * {@code smtp.example.org:465}
 * @param keep how long an alert is known once it is over; a number alone means days
 */
@Validated
@ConfigurationProperties("alerts")
record AlertSettings(@DefaultValue List<ChannelSettings> channels, @DefaultValue("first") String sendTo,
		@Within(least = "1m", most = "3660d") @DefaultValue("4h") @NotNull Duration repeat,
		@Within(least = "0s", most = "3660d") @DefaultValue("1m") @NotNull Duration group,
		@Within(least = "0s", most = "3660d") @DefaultValue("1m") @NotNull Duration overAfter,
		@Within(least = "0s", most = "3660d") @DefaultValue Map<String, Duration> after,
		@DefaultValue List<String> without, @DefaultValue("") String quiet,
		@DefaultValue("critical") String quietUnless,
		@Within(least = "1m", most = "3660d") @DefaultValue("15m") @NotNull Duration backlog,
		@Within(least = "1m",
				most = "3660d") @DefaultValue("21d") @NotNull @DurationUnit(ChronoUnit.DAYS) Duration certificateEnds,
		@DefaultValue List<String> certificates, @Within(least = "1m",
				most = "3660d") @DefaultValue("90d") @NotNull @DurationUnit(ChronoUnit.DAYS) Duration keep) {

	private static final Duration LONGEST = Duration.ofDays(3660);

	AlertSettings {
		Set<String> names = new HashSet<>();
		for (ChannelSettings channel : channels) {
			if (!names.add(channel.name())) {
				throw new IllegalArgumentException(
						"alerts.channels: two are called %s; each needs a name of its own".formatted(channel.name()));
			}
		}
		if (!Set.of("first", "all").contains(sendTo)) {
			throw new IllegalArgumentException("alerts.send-to: '%s' is not one of first, all".formatted(sendTo));
		}
		Map.of("repeat", repeat, "backlog", backlog, "certificate-ends", certificateEnds, "keep", keep)
			.forEach((name, time) -> require(name, time, Duration.ofMinutes(1)));
		Map.of("group", group, "over-after", overAfter).forEach((name, time) -> require(name, time, Duration.ZERO));
		after.forEach((word, time) -> {
			kind("after", word);
			require("after." + word, time, Duration.ZERO);
		});
		without.forEach((word) -> kind("without", word));
		try {
			WeekHours.parse(quiet);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("alerts.quiet: " + ex.getMessage(), ex);
		}
		try {
			Severity.valueOf(quietUnless.strip().toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"alerts.quiet-unless: '%s' is not one of info, warning, critical".formatted(quietUnless), ex);
		}
		certificates.forEach(CertificateHost::parse);
	}

	private static void require(String name, Duration time, Duration shortest) {
		if (time.compareTo(shortest) < 0 || time.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"alerts.%s=%s must be from %s to 3660 days".formatted(name, time, shortest));
		}
	}

	private static void kind(String setting, String word) {
		try {
			TroubleKind.of(word);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("alerts.%s: %s".formatted(setting, ex.getMessage()), ex);
		}
	}

	boolean isOn() {
		return !this.channels.isEmpty();
	}

	boolean toAll() {
		return this.sendTo.equals("all");
	}

	Severity loud() {
		return Severity.valueOf(this.quietUnless.strip().toUpperCase(Locale.ROOT));
	}

	boolean isWanted(TroubleKind kind) {
		return this.without.stream().noneMatch((word) -> TroubleKind.of(word) == kind);
	}

	Duration after(TroubleKind kind) {
		return this.after.getOrDefault(kind.word(), kind.patience());
	}

}

package io.switchboard.routes;

import java.time.ZoneId;
import java.util.Locale;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How times are shown to people.
 *
 * @param timeZone for example {@code Europe/London}; the platform's own times are UTC
 * @param locale for example {@code en-GB}
 */
@Validated
@ConfigurationProperties("display")
record DisplaySettings(@NotNull ZoneId timeZone, @NotNull Locale locale) {
}

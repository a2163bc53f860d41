package io.switchboard.platformhttp;

import java.time.Duration;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How it stops.
 *
 * @param drain how long the door stays open at a stop, once readiness is down
 */
@Validated
@ConfigurationProperties("shutdown")
record ShutdownSettings(@Within(least = "0s", most = "10m") @DefaultValue("10s") @NotNull Duration drain) {

}

package io.switchboard.platformhttp;

import java.time.Duration;

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
record ShutdownSettings(@DefaultValue("10s") @NotNull Duration drain) {

}

package io.switchboard.telemetry;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where traces are sent.
 *
 * @param url the address that takes OTLP over HTTP, such as
 * {@code http://localhost:4318/v1/traces}; empty: nothing is traced
 * @param share which share of the events is traced, from 0 to 1
 */
@Validated
@ConfigurationProperties("traces")
record TraceSettings(@NotNull String url, @Within(least = "0", most = "1") double share) {

}

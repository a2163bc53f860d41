package io.switchboard.routes;

import java.nio.file.Path;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the integration engineer's files are.
 *
 * @param dir the folder with the routes, kamelets, templates, statements and samples
 */
@Validated
@ConfigurationProperties("routes")
public record RoutesSettings(@NotNull Path dir) {
}

package io.switchboard.answers;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Whether answers are kept, for dry runs.
 *
 * @param keep false to keep none
 * @param maxSize how much is stored for one delivery; a longer answer is left out
 */
@Validated
@ConfigurationProperties("answers")
record AnswerSettings(@DefaultValue("true") boolean keep,
		@Within(least = "1KB", most = "64MB") @DefaultValue("32KB") @NotNull DataSize maxSize) {
}

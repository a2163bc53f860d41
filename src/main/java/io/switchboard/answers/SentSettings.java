package io.switchboard.answers;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Whether copies of what is sent are kept, for people.
 *
 * @param keep true to keep them
 * @param maxSize how much is stored for one attempt; longer texts are cut
 * @param retention how long they are stored
 * @param maskForViewers whether the content is hidden from viewers
 */
@Validated
@ConfigurationProperties("sent")
public record SentSettings(@DefaultValue("false") boolean keep,
		@Within(least = "1KB", most = "64MB") @DefaultValue("32KB") @NotNull DataSize maxSize,
		@Within(least = "1s",
				most = "36525d") @DefaultValue("7d") @NotNull @DurationUnit(ChronoUnit.DAYS) Duration retention,
		@DefaultValue("false") boolean maskForViewers) {
}

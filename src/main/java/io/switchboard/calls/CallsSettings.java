package io.switchboard.calls;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls are counted.
 *
 * @param serviceLevelSeconds a queue call that is answered after that many seconds at
 * most is answered in time
 */
@Validated
@ConfigurationProperties("calls")
record CallsSettings(@DefaultValue("20") @Min(0) long serviceLevelSeconds) {
}

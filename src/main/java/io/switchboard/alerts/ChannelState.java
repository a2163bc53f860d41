package io.switchboard.alerts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The state of a channel.
 *
 * @param name what it is called in the settings
 * @param kind what it speaks, such as {@code mail}
 * @param lastSentAt when it last took a message, or null
 * @param failedAt when it last refused one, or null
 * @param error why it refused the last one; null if it took it
 */
public record ChannelState(String name, String kind, @Nullable Instant lastSentAt, @Nullable Instant failedAt,
		@Nullable String error) {
}

package io.switchboard.voipstudio;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * {@code sms.received}, as VoIPstudio's webhooks page documents it. A field that is
 * missing, or not of its type, is null.
 *
 * @param id the unique event id
 * @param eventTime when it came in
 * @param customerId the account
 * @param userId the user, if any
 * @param fromNo who sent it: digits without +
 * @param toNo which number received it
 * @param text the message, whole
 */
public record SmsEvent(@Nullable String id, @Nullable Instant eventTime, @Nullable Long customerId,
		@Nullable Long userId, @Nullable String fromNo, @Nullable String toNo, @Nullable String text) {
}

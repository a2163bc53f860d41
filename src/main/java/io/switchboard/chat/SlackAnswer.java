package io.switchboard.chat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

import io.switchboard.declared.Offline;
import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RefusedForNow;
import io.switchboard.failure.SignInRefused;
import io.switchboard.text.Readable;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the answer of Slack's Web API to a bot. Its status is always 200, and the body
 * has a word for the failure. Remembers the first message of a thread.
 */
@Component("slackAnswer")
final class SlackAnswer implements Processor {

	private static final Set<String> AWAY = Set.of("ratelimited", "rate_limited", "accesslimited", "internal_error",
			"fatal_error", "service_unavailable", "request_timeout", "team_added_to_org");

	/** Failures that somebody must correct in Slack, or in a setting here. */
	private static final Set<String> SETTING = Set.of("invalid_auth", "not_authed", "account_inactive", "token_revoked",
			"token_expired", "no_permission", "missing_scope", "org_login_required", "ekm_access_denied",
			"access_denied", "team_access_not_granted", "two_factor_setup_required", "not_allowed_token_type",
			"channel_not_found", "not_in_channel", "is_archived", "restricted_action",
			"restricted_action_read_only_channel", "restricted_action_thread_only_channel",
			"posting_to_channel_denied");

	/**
	 * The message that began the thread takes no replies, such as one that was deleted.
	 */
	private static final Set<String> THREAD = Set.of("cannot_reply_to_message", "message_not_found", "thread_not_found",
			"invalid_thread_ts", "restricted_action_thread_locked", "restricted_action_non_threadable_channel");

	private static final Set<String> NEVER = Set.of("msg_too_long", "no_text", "invalid_blocks",
			"invalid_blocks_format", "too_many_attachments", "invalid_arguments", "invalid_json", "json_not_object",
			"msg_blocks_too_long", "markdown_text_conflict");

	private final SlackThreads threads;

	SlackAnswer(SlackThreads threads) {
		this.threads = threads;
	}

	/** Nobody answered. */
	@Offline
	static Processor offline() {
		return (exchange) -> {
		};
	}

	@Override
	public void process(Exchange exchange) throws SQLException {
		Map<?, ?> to = exchange.getProperty(SlackMessage.CHANNEL, Map.class);
		String channel = String.valueOf(to.get(SlackMessage.CHANNEL));
		if (channel.isEmpty()) {
			return;
		}
		Map<?, ?> answer = exchange.getVariable("http_answer", Map.class);
		if (!(answer.get("body") instanceof Map<?, ?> body)) {
			throw new DestinationAway("Slack did not answer as it should: the answer does not say ok");
		}
		String thread = String.valueOf(to.get(SlackMessage.THREAD));
		if (!Boolean.TRUE.equals(body.get("ok"))) {
			String error = String.valueOf(body.get("error"));
			Object first = to.get(SlackMessage.FIRST);
			if (first != null && THREAD.contains(error)) {
				this.threads.forget(channel, thread, first.toString());
				throw new RefusedForNow("Slack takes no reply in this thread (" + error
						+ "); the message begins a new thread at the next try");
			}
			throw refused(error, body.get("needed"));
		}
		if (!thread.isEmpty() && body.get("ts") != null) {
			this.threads.remember(channel, thread, String.valueOf(body.get("ts")));
		}
	}

	private static RuntimeException refused(String error, @Nullable Object scope) {
		String said = "Slack does not accept the message: " + Readable.cut(Readable.line(error), 100)
				+ ((scope != null) ? ", it needs " + Readable.cut(Readable.line(scope.toString()), 100) : "");
		if (AWAY.contains(error)) {
			return new DestinationAway(said);
		}
		if (SETTING.contains(error)) {
			return new SignInRefused(
					said + "; see slack.token and slack.channel, and whether the app is in the channel");
		}
		return NEVER.contains(error) ? new PermanentFailure(said) : new RefusedForNow(said);
	}

}

package io.switchboard.routes.tables;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** SQL as it is written, without a database. */
public final class SqlText {

	/** Texts, names in quotes, and comments. */
	public static final Pattern ASIDE = Pattern
		.compile("(?s)'[^']*+'|\"[^\"]*\"|\\$(\\w*)\\$.*?\\$\\1\\$|--[^\\n]*|/\\*.*?(?:\\*/|$)");

	/**
	 * The tables by which Switchboard itself works. Those that its routes write, such as
	 * {@code call_log}, are the engineer's to change.
	 */
	static final Set<String> OURS = Set.of("alert", "alert_message", "alert_sign", "answer", "api_begun", "api_key_use",
			"attempt", "audit", "backfill", "bulk", "call", "call_leg", "call_projection", "call_settling",
			"chat_thread", "delivery", "ended_login", "event", "event_count", "event_count_position",
			"event_number_position", "follow_up", "follow_up_call", "follow_up_event", "follow_up_note",
			"follow_up_position", "gathered", "gathering", "leader", "made_record", "node", "oauth_token",
			"on_call_kept", "on_call_override", "paused_route", "reconciliation", "route_revision", "route_try",
			"saved_view", "schedule", "sent", "shard", "switchboard_revision", "text_reply", "text_stop",
			"webhook_key");

	private static final String NAME = "\\s+[\"`\\[]?(?:(?:public|main)[\"`\\]]?\\.[\"`\\[]?)?(\\w+)";

	private static final Pattern CHANGES = Pattern
		.compile("(?is)\\b(?:insert\\s+(?:or\\s+\\w+\\s+)?into|replace\\s+into"
				+ "|merge\\s+into|update(?:\\s+only)?|delete\\s+from(?:\\s+only)?|truncate(?:\\s+table)?(?:\\s+only)?"
				+ "|(?:drop|alter)\\s+table(?:\\s+if\\s+exists)?(?:\\s+only)?|create\\s+table\\s+if\\s+not\\s+exists"
				+ "|create\\s+(?:or\\s+replace\\s+)?trigger\\b[^;]*?\\bon)" + NAME);

	private SqlText() {
	}

	/**
	 * The same text without texts and comments.
	 * @param sql as it is written
	 * @return as long, with the same lines; a text begins with an x
	 */
	public static String plain(String sql) {
		return ASIDE.matcher(sql).replaceAll((each) -> Matcher.quoteReplacement(blank(each.group())));
	}

	private static String blank(String aside) {
		String blank = aside.replaceAll("[^\n]", " ");
		return aside.startsWith("-") || aside.startsWith("/") ? blank : "x" + blank.substring(1);
	}

	/**
	 * The change of a table that Switchboard itself works by.
	 * @param sql as it is written
	 * @return its place is that of the first one; null if there is none
	 */
	public static @Nullable Change change(String sql) {
		// a name may stand in quotes, and a text may not be one
		String text = ASIDE.matcher(sql)
			.replaceAll((each) -> Matcher
				.quoteReplacement(each.group().startsWith("\"") ? each.group() : blank(each.group())));
		Matcher changes = CHANGES.matcher(text);
		while (changes.find()) {
			String table = changes.group(1).toLowerCase(Locale.ROOT);
			if (OURS.contains(table)) {
				return new Change(table, changes.start());
			}
		}
		return null;
	}

	/**
	 * What would be changed.
	 *
	 * @param table its name
	 * @param at from which character on
	 */
	public record Change(String table, int at) {
	}

}

package io.switchboard.console.mailbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail's HTML in the frame of our page. */
final class Letter {

	private static final String OUTSIDE = "<base target=\"_blank\">";

	private static final Pattern HEAD = Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

	private static final Pattern DOCTYPE = Pattern.compile("^\\s*<!doctype[^>]*>", Pattern.CASE_INSENSITIVE);

	/** A link that says where it opens. */
	private static final Pattern TARGET = Pattern.compile(
			"(<(?:a|area|base|form)\\b[^>]*?)\\starget\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)",
			Pattern.CASE_INSENSITIVE);

	private Letter() {
	}

	/** Its links open in a window of their own: our pages refuse to stand in a frame. */
	static String withLinksOutside(String html) {
		String free = TARGET.matcher(html).replaceAll("$1");
		Matcher head = HEAD.matcher(free);
		Matcher doctype = DOCTYPE.matcher(free);
		int at = head.find() ? head.end() : (doctype.find() ? doctype.end() : 0);
		return free.substring(0, at) + OUTSIDE + free.substring(at);
	}

}

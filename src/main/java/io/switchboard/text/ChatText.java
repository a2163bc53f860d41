package io.switchboard.text;

/**
 * Makes foreign text harmless in a chat. A name is shown as it is, but it mentions nobody
 * and is not a link.
 */
public final class ChatText {

	/** Has no width: what stands around it is not a word of the chat's any more. */
	private static final String NOTHING = "\u200B";

	private ChatText() {
	}

	/**
	 * For Slack and for cards of Google Chat, where a mention or a link stands in angle
	 * brackets.
	 * @param text as it came
	 * @return on one line, with entities for what has a meaning there
	 */
	public static String entities(String text) {
		return Readable.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/**
	 * For Microsoft Teams and Mattermost, which read Markdown.
	 * @param text as it came
	 * @return on one line, with a backslash before what has a meaning there; a mention is
	 * none
	 */
	public static String markdown(String text) {
		return Readable.line(text)
			.replaceAll("([\\\\`*_{}\\[\\]()#+!|~>])", "\\\\$1")
			.replace("<", "\\<")
			.replace("@", "@" + NOTHING)
			.replace("://", ":" + NOTHING + "//");
	}

}

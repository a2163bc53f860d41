package io.switchboard.console.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A mail's HTML in the frame of one of our pages. */
public final class Letter {

	/**
	 * A mail may have any look, but runs no script and fetches nothing. Its links open in
	 * new windows.
	 */
	private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
			+ "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

	private static final String OUTSIDE = "<base target=\"_blank\">";

	private static final Pattern HEAD = Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

	private static final Pattern DOCTYPE = Pattern.compile("^\\s*<!doctype[^>]*>", Pattern.CASE_INSENSITIVE);

	/** The target of a link. */
	private static final Pattern TARGET = Pattern.compile(
			"(<(?:a|area|base|form)\\b[^>]*?)\\starget\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)",
			Pattern.CASE_INSENSITIVE);

	private Letter() {
	}

	/**
	 * What the frame shows.
	 * @param html as it is sent
	 * @return an answer that runs no script and fetches nothing
	 */
	public static ResponseEntity<byte[]> shown(String html) {
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.header("Content-Security-Policy", POLICY)
			.body(withLinksOutside(html).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Makes links open in windows of their own, because our pages refuse to be in a
	 * frame.
	 */
	static String withLinksOutside(String html) {
		String free = TARGET.matcher(html).replaceAll("$1");
		Matcher head = HEAD.matcher(free);
		Matcher doctype = DOCTYPE.matcher(free);
		int at = head.find() ? head.end() : (doctype.find() ? doctype.end() : 0);
		return free.substring(0, at) + OUTSIDE + free.substring(at);
	}

}

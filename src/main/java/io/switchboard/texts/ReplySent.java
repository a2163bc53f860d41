package io.switchboard.texts;

import io.switchboard.declared.Offline;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/** In the kamelet {@code text-reply-sink}: VoIPstudio has taken the answer. */
@Component("textReplySent")
class ReplySent implements Processor {

	private final TextReplies replies;

	ReplySent(TextReplies replies) {
		this.replies = replies;
	}

	@Override
	public void process(Exchange exchange) throws Exception {
		this.replies.sent(ReplyClaim.text(exchange));
	}

	/**
	 * In a dry run nothing is noted.
	 * @return writes nothing
	 */
	@Offline("textReplySent")
	static Processor nothing() {
		return (exchange) -> {
		};
	}

}

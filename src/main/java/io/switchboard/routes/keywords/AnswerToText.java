package io.switchboard.routes.keywords;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.Skipped;
import io.switchboard.texts.KeywordDoes;
import io.switchboard.texts.ReceivedText;
import io.switchboard.texts.ReplyClaim;
import io.switchboard.texts.TextReplies;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * The first step of the kamelet {@code text-reply-sink}. It decides whether a text is
 * answered. The header {@code reply} has the answer, or is empty.
 */
final class AnswerToText implements Processor {

	static final String BEAN = "textReply";

	private final Keywords keywords;

	private final Claims claims;

	AnswerToText(Keywords keywords, Claims claims) {
		this.keywords = keywords;
		this.claims = claims;
	}

	/** Knows what was answered before. */
	interface Claims {

		/** Whether STOP or START has changed something. */
		boolean said(ReceivedText text, boolean stop) throws Exception;

		/** Null if it is to be answered now, or why it is not. */
		@Nullable String claim(ReceivedText text, String keyword, boolean confirmsStop, @Nullable String against)
				throws Exception;

	}

	/** Those of the store. */
	static Claims of(TextReplies replies) {
		return new Claims() {
			@Override
			public boolean said(ReceivedText text, boolean stop) throws Exception {
				return replies.said(text, stop);
			}

			@Override
			public @Nullable String claim(ReceivedText text, String keyword, boolean confirmsStop,
					@Nullable String against) throws Exception {
				return replies.claim(text, keyword, confirmsStop, against);
			}
		};
	}

	@Override
	public void process(Exchange exchange) throws Exception {
		ReceivedText text = ReceivedText.of(exchange);
		Keyword keyword = this.keywords.of(text.text());
		Message message = exchange.getMessage();
		String own = message.getHeader("message", "", String.class).strip();
		String answer = own.isEmpty() ? (keyword != null) ? keyword.answer() : null : own;
		if (answer == null) {
			throw new PermanentFailure("there is nothing to answer: the text has no keyword with an answer");
		}
		String whyNot = whyNot(exchange, text, keyword);
		message.setHeader("to", text.from());
		message.setHeader("reply", (whyNot == null) ? answer : null);
		message.setBody((whyNot == null) ? "answered" : whyNot);
	}

	private @Nullable String whyNot(Exchange exchange, ReceivedText text, @Nullable Keyword keyword) throws Exception {
		KeywordDoes does = (keyword != null) ? keyword.does() : KeywordDoes.ANSWER;
		String against = this.keywords.robot(text.text());
		if (does != KeywordDoes.ANSWER && !this.claims.said(text, does == KeywordDoes.STOP) && against == null) {
			against = "STOP or START changed nothing: the number had said so before";
		}
		boolean confirmsStop = does == KeywordDoes.STOP;
		String whyNot = this.claims.claim(text, (keyword != null) ? keyword.name() : "", confirmsStop, against);
		if (whyNot != null) {
			Skipped.unsent(exchange, "no text was sent: " + whyNot);
		}
		else {
			ReplyClaim.begin(exchange, text, confirmsStop);
		}
		return whyNot;
	}

}

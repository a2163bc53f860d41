package io.switchboard.texts;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/**
 * The processor of the kamelet {@code text-stop-sink}. A number that wrote STOP gets no
 * texts from now on; one that wrote START gets them again.
 */
@Component("textStopList")
class StopRecorder implements Processor {

	private final TextReplies replies;

	StopRecorder(TextReplies replies) {
		this.replies = replies;
	}

	@Override
	public void process(Exchange exchange) throws Exception {
		String does = exchange.getVariable(KeywordDoes.VARIABLE, "", String.class);
		boolean stops = does.equals(KeywordDoes.STOP.toString());
		if (stops || does.equals(KeywordDoes.START.toString())) {
			this.replies.said(ReceivedText.of(exchange), stops);
		}
	}

}

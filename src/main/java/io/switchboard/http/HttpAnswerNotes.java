package io.switchboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

import io.switchboard.answers.AnswerKeeping;
import io.switchboard.answers.RequestName;
import io.switchboard.answers.ObservedEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/**
 * Notes the answers of HTTP servers: texts that are not too long, if somebody listens.
 */
final class HttpAnswerNotes implements ObservedEndpoint.Listener {

	private final HttpEndpoint http;

	HttpAnswerNotes(HttpEndpoint http) {
		this.http = http;
	}

	@Override
	public ObservedEndpoint.@Nullable Note asked(Exchange exchange) {
		int most = AnswerKeeping.most(exchange);
		if (most == 0 || exchange.getMessage().getHeader(BoundedAnswers.UNREAD) != null) {
			return null;
		}
		String request = RequestName.http(exchange.getMessage(), this.http.getHttpUri().toString(),
				this.http.getHttpMethod());
		return (answered) -> {
			String text = text(answered, most);
			if (text != null) {
				int status = answered.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
				AnswerKeeping.heard(answered, request, status, text);
			}
		};
	}

	/** Null where there is none, or it is not text, or too long a one. */
	private static @Nullable String text(Exchange exchange, int most) throws IOException {
		Object body = exchange.getMessage().getBody();
		if (body instanceof String text) {
			return text;
		}
		byte[] bytes = (body instanceof byte[] given) ? given : new byte[0];
		if (body instanceof StreamCache cache && body instanceof InputStream stream) {
			bytes = stream.readNBytes(most + 1);
			cache.reset();
		}
		try {
			return (bytes.length == 0 || bytes.length > most) ? null
					: Charset.forName(ExchangeHelper.getCharsetName(exchange))
						.newDecoder()
						.decode(ByteBuffer.wrap(bytes))
						.toString();
		}
		catch (CharacterCodingException | IllegalArgumentException ex) {
			return null;
		}
	}

}

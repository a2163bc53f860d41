package io.switchboard.platformhttp;

import java.io.IOException;
import java.nio.ByteBuffer;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;

/** Decides what Tomcat does with the rest of a body after the answer. */
class BodyValve extends ValveBase {

	/**
	 * The request attribute with a {@link Runnable} after which the connection is closed
	 * without a further look at it. Tomcat would wait for the end of a chunked body in a
	 * loop that takes a whole core.
	 */
	static final String READ_NO_MORE = BodyValve.class.getName() + ".READ_NO_MORE";

	/**
	 * The request attribute that is there if more bytes came behind the head than Tomcat
	 * will read: a body without a length.
	 */
	static final String UNREAD = BodyValve.class.getName() + ".UNREAD";

	BodyValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.setAttribute(READ_NO_MORE,
				(Runnable) () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null));
		if (hasUnreadBody(request)) {
			request.setAttribute(UNREAD, true);
		}
		getNext().invoke(request, response);
		// the sender has got "100 Continue" and sends, so its body must be read, or it
		// would not see the refusal
		request.getCoyoteRequest().setExpectation(false);
	}

	/**
	 * What begins with a letter may be the next request of HTTP/1.1, and blank lines may
	 * stand before it.
	 */
	private static boolean hasUnreadBody(Request request) {
		if (request.getContentLengthLong() >= 0 || request.getHeader("Transfer-Encoding") != null
				|| !(request.getCoyoteRequest().getInputBuffer() instanceof Http11InputBuffer input)) {
			return false;
		}
		ByteBuffer behind = input.getByteBuffer();
		for (int i = behind.position(); i < behind.limit(); i++) {
			byte next = behind.get(i);
			if (next != '\r' && next != '\n') {
				return "HTTP/1.0".equals(request.getProtocol()) || !Character.isLetter(next);
			}
		}
		return false;
	}

}

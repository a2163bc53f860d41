package io.switchboard.platformhttp;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Decides what Tomcat does with the rest of a body after the answer. */
class BodyValve extends ValveBase {

	/**
	 * The request attribute with a {@link Runnable} after which the connection is closed
	 * without a further look at it. Tomcat would wait for the end of a chunked body in a
	 * loop that takes a whole core.
	 */
	static final String READ_NO_MORE = BodyValve.class.getName() + ".READ_NO_MORE";

	BodyValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.setAttribute(READ_NO_MORE,
				(Runnable) () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null));
		getNext().invoke(request, response);
		// the sender has got "100 Continue" and sends, so its body must be read, or it
		// would not see the refusal
		request.getCoyoteRequest().setExpectation(false);
	}

}

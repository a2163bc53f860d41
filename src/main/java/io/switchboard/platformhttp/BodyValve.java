package io.switchboard.platformhttp;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** What Tomcat does with the rest of a body whose request is answered. */
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
		// the sender was told "100 Continue" by now, and sends: its body is to be read as
		// any other, or it does not see that it was refused
		request.getCoyoteRequest().setExpectation(false);
	}

}

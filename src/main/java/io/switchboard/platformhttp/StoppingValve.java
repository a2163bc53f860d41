package io.switchboard.platformhttp;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;

/**
 * Answers 503 to a request whose first line was read just as Tomcat began to stop. Tomcat
 * reads no more of it, misses its Host header, and would answer 400. After a 400, a
 * sender does not try again.
 */
class StoppingValve extends ValveBase {

	StoppingValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (response.getStatus() == 400 && isStopping(request)) {
			HttpReply.write(response, 503, "starting or stopping");
		}
		else {
			getNext().invoke(request, response);
		}
	}

	private static boolean isStopping(Request request) {
		return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
				&& protocol.isPaused() && request.getCoyoteRequest().getMimeHeaders().size() == 0;
	}

}

package io.switchboard.platformhttp;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Lets no page of errors follow an answer that was sent already. The connection may break
 * then, or the rest of a body may never come. Anybody could fill the log with failures of
 * such pages.
 */
class OneAnswerValve extends ValveBase {

	/** The request attribute that is there if one of our routes answers. */
	static final String OURS = OneAnswerValve.class.getName() + ".OURS";

	OneAnswerValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		boolean second = response.isErrorReportRequired() && response.isCommitted()
				&& request.getAttribute(OURS) != null;
		if (!second) {
			getNext().invoke(request, response);
		}
	}

}

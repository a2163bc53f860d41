package io.switchboard.platformhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The door between Tomcat and the engine. */
class HttpEngineServlet extends HttpServlet {

	private final transient ServletHttpEngine engine;

	private final int maxBody;

	private final Duration timeout;

	HttpEngineServlet(ServletHttpEngine engine, int maxBody, Duration timeout) {
		this.engine = engine;
		this.maxBody = maxBody;
		this.timeout = timeout;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!this.engine.isOpen()) {
			HttpReply.write(response, 503, "starting or stopping");
			return;
		}
		String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
		ServletHttpEngine.Match match = this.engine.match(path, request.getMethod());
		ServletHttpConsumer consumer = match.consumer();
		if (consumer == null) {
			refuse(response, match);
		}
		else if (consumer.isSuspendingOrSuspended() || !consumer.isRunAllowed()) {
			HttpReply.write(response, 503, "paused");
		}
		else {
			serve(request, match, consumer);
		}
	}

	private static void refuse(HttpServletResponse response, ServletHttpEngine.Match match) {
		if (match.allowed().isEmpty()) {
			HttpReply.write(response, 404, "not found");
		}
		else {
			response.setHeader("Allow", String.join(", ", match.allowed()));
			HttpReply.write(response, 405, "method not allowed");
		}
	}

	private void serve(HttpServletRequest request, ServletHttpEngine.Match match, ServletHttpConsumer consumer)
			throws IOException {
		AsyncContext async = request.startAsync();
		long requestTimeout = consumer.getEndpoint().getRequestTimeout();
		async.setTimeout((requestTimeout > 0) ? requestTimeout : this.timeout.toMillis());
		HttpExchange exchange = new HttpExchange(consumer, async);
		RequestBody.read(request, this.maxBody, (body) -> exchange.process(body, match.variables()),
				(status) -> exchange.refuse(status, (status == 413) ? "too large" : "unreadable"));
	}

}

package io.switchboard.platformhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door between Tomcat and the engine. */
class HttpEngineServlet extends HttpServlet {

	static final String NAME = "platform-http";

	private static final Logger log = LoggerFactory.getLogger(HttpEngineServlet.class);

	private final transient ServletHttpEngine engine;

	private final transient Limits limits;

	private final transient Set<OpenRequest> open;

	private transient @Nullable ScheduledExecutorService clock;

	HttpEngineServlet(ServletHttpEngine engine, Set<OpenRequest> open, Limits limits) {
		this.engine = engine;
		this.open = open;
		this.limits = limits;
	}

	@Override
	public void init() {
		this.clock = Executors.newSingleThreadScheduledExecutor((work) -> {
			Thread thread = new Thread(work, "platform-http-clock");
			thread.setDaemon(true);
			return thread;
		});
		this.clock.scheduleWithFixedDelay(this::lookAtTheClock, 250, 250, TimeUnit.MILLISECONDS);
	}

	@Override
	public void destroy() {
		if (this.clock != null) {
			this.clock.shutdownNow();
		}
	}

	private void lookAtTheClock() {
		boolean stopping = !this.engine.isOpen();
		for (OpenRequest request : this.open) {
			try {
				request.check(stopping);
			}
			catch (RuntimeException ex) {
				log.debug("a request that took too long could not be ended", ex);
			}
		}
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		OpenRequest open = new OpenRequest(request, this.limits, this.open);
		if (!this.engine.isOpen()) {
			refuse(open, 503, "starting or stopping");
			return;
		}
		String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
		ServletHttpEngine.Match match = this.engine.match(path, request.getMethod());
		ServletHttpConsumer consumer = match.consumer();
		if (consumer == null && match.allowed().isEmpty()) {
			// a sender that gets 404 does not try again
			boolean missing = this.engine.isClosed(path);
			refuse(open, missing ? 503 : 404, missing ? "closed" : "not found");
		}
		else if (consumer == null) {
			response.setHeader("Allow", String.join(", ", match.allowed()));
			refuse(open, 405, "method not allowed");
		}
		else if (consumer.isSuspendingOrSuspended() || !consumer.isRunAllowed()) {
			refuse(open, 503, "paused");
		}
		else {
			serve(open, path, match, consumer);
		}
	}

	private void refuse(OpenRequest open, int status, String word) throws IOException {
		open.refuse(status, word);
		RequestBody.read(open, this.limits, (body) -> {
		}, () -> {
		});
	}

	private void serve(OpenRequest open, String path, ServletHttpEngine.Match match, ServletHttpConsumer consumer)
			throws IOException {
		long configured = consumer.getEndpoint().getRequestTimeout();
		Duration patience = (configured > 0) ? Duration.ofMillis(configured) : this.limits.timeout();
		open.answerWithin(patience);
		HttpExchange exchange = new HttpExchange(consumer, open);
		RequestBody.read(open, this.limits, (body) -> {
			open.answerWithin(patience);
			if (this.engine.isAtADoor(path)) {
				exchange.process(body, match.variables(), false);
			}
			else {
				exchange.processAnyKind(body, match.variables(), this.limits.body());
			}
		}, () -> {
			if (this.engine.isAtADoor(path)) {
				// a stranger should get that, and not learn how large a body may be
				exchange.process(new byte[0], match.variables(), true);
			}
			else {
				open.refuse(413, "too large");
			}
		});
	}

}

package io.switchboard.platformhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * The end of a stop: the web server accepts no more connections, and requests under way
 * are answered. It replaces {@code server.shutdown: graceful}, because Tomcat goes on
 * counting a request whose browser left before the first byte of the answer.
 */
class RequestsUnderWay implements SmartLifecycle, AsyncListener {

	private static final Logger log = LoggerFactory.getLogger(RequestsUnderWay.class);

	/** Milliseconds. */
	private static final long PACE = 20;

	private final ServletHttpEngine engine;

	private final Duration patience;

	private final Set<OpenRequest> openRequests = ConcurrentHashMap.newKeySet();

	private final AtomicInteger others = new AtomicInteger();

	private final List<TomcatWebServer> servers = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	/**
	 * Counts.
	 * @param engine whose requests are open ones
	 * @param patience how long requests are waited for
	 */
	RequestsUnderWay(ServletHttpEngine engine, Duration patience) {
		this.engine = engine;
		this.patience = patience;
	}

	/** The engine's. */
	Set<OpenRequest> openRequests() {
		return this.openRequests;
	}

	@EventListener
	void started(ServletWebServerInitializedEvent event) {
		if (event.getWebServer() instanceof TomcatWebServer server) {
			add(server);
		}
	}

	void add(TomcatWebServer server) {
		this.servers.add(server);
	}

	/** What counts, within a server. */
	Valve valve() {
		return new ValveBase(true) {
			@Override
			public void invoke(Request request, Response response) throws IOException, ServletException {
				if (RequestsUnderWay.this.engine.isLeaving() && "HTTP/1.1".equals(request.getProtocol())) {
					// the sender's next connection should go to another node
					response.setHeader("Connection", "close");
				}
				count(request, response, getNext());
			}
		};
	}

	private void count(Request request, Response response, Valve next) throws IOException, ServletException {
		this.others.incrementAndGet();
		try {
			next.invoke(request, response);
		}
		finally {
			if (request.isAsync() && isToBeWaitedFor(request, response)) {
				request.getAsyncContext().addListener(this);
			}
			else {
				this.others.decrementAndGet();
			}
		}
	}

	/**
	 * Not counted: a live stream, which has no end, and the engine's requests, which the
	 * engine counts.
	 */
	private static boolean isToBeWaitedFor(Request request, Response response) {
		String type = response.getContentType();
		return !(type != null && type.startsWith("text/event-stream"))
				&& !HttpEngineServlet.NAME.equals(request.getWrapper().getName());
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		for (TomcatWebServer server : this.servers) {
			for (Connector connector : server.getTomcat().getService().findConnectors()) {
				connector.pause();
				connector.getProtocolHandler().closeServerSocketGraceful();
			}
		}
		awaitEnd(callback, System.nanoTime() + this.patience.toNanos());
	}

	private void awaitEnd(Runnable callback, long end) {
		if (number() > 0 && System.nanoTime() - end < 0) {
			CompletableFuture.delayedExecutor(PACE, TimeUnit.MILLISECONDS).execute(() -> awaitEnd(callback, end));
			return;
		}
		if (number() > 0) {
			log.warn("{} request(s) are cut off by the stop", number());
		}
		callback.run();
	}

	private int number() {
		return this.openRequests.size() + this.others.get();
	}

	/** When the routes have stopped. */
	@Override
	public int getPhase() {
		return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.others.decrementAndGet();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// it completes by that
	}

	@Override
	public void onError(AsyncEvent event) {
		// it completes by that
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}

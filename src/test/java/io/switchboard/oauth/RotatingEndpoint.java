package io.switchboard.oauth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A strict token endpoint: each refresh token is valid once. A client that shows an old
 * one is locked out for ever, because the token may be stolen.
 */
final class RotatingEndpoint implements AutoCloseable {

	static final String FIRST = "refresh-token-0-of-the-settings";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> shown = new ArrayList<>();

	private String good = FIRST;

	private boolean isLoggedOut;

	/** The answer instead of a token. */
	volatile Mood mood = Mood.FINE;

	/** A slow answer waits for this latch. */
	volatile CountDownLatch patience = new CountDownLatch(0);

	/** How long a token lives. */
	static final int SECONDS = 3600;

	enum Mood {

		FINE, AWAY, REFUSES, BREAKS_OFF

	}

	RotatingEndpoint() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/token";
	}

	/** The number of requests. */
	synchronized int asked() {
		return this.shown.size();
	}

	synchronized boolean isLoggedOut() {
		return this.isLoggedOut;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		String refresh = form.replaceAll(".*(^|&)refresh_token=([^&]*).*", "$2");
		try {
			this.patience.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		String text = said(refresh, form.contains("grant_type=refresh_token"));
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		int status = text.contains("access_token") ? 200 : (this.mood == Mood.AWAY) ? 503 : 400;
		boolean breaksOff = this.mood == Mood.BREAKS_OFF;
		exchange.sendResponseHeaders(status, breaksOff ? body.length + 10 : body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private synchronized String said(String refresh, boolean rotates) {
		this.shown.add(refresh);
		if (this.mood != Mood.FINE) {
			return (this.mood == Mood.REFUSES) ? "{\"error\":\"invalid_client\"}" : "busy";
		}
		if (rotates && (this.isLoggedOut || !refresh.equals(this.good))) {
			this.isLoggedOut = true;
			return "{\"error\":\"invalid_grant\",\"error_description\":\"%s was used before\"}".formatted(refresh);
		}
		int number = this.shown.size();
		this.good = "refresh-token-" + number;
		return "{\"access_token\":\"access-token-%d\",\"expires_in\":%d%s}".formatted(number, SECONDS,
				rotates ? ",\"refresh_token\":\"" + this.good + "\"" : "");
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}

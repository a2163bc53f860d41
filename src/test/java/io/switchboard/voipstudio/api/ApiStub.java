package io.switchboard.voipstudio.api;

import java.util.concurrent.CountDownLatch;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

/**
 * An HTTP server whose answers a test sets. It runs as long as the application context
 * that knows its port.
 */
public class ApiStub implements BeforeEachCallback {

	public static final String TOKEN = "secret-api-key-0123456789";

	private final Gate gate = new Gate();

	private final WireMockServer server = new WireMockServer(
			WireMockConfiguration.options().dynamicPort().extensions(this.gate));

	public ApiStub() {
		this.server.start();
	}

	public WireMockServer server() {
		return this.server;
	}

	public String url() {
		return this.server.baseUrl() + "/v1.2/voipstudio";
	}

	public void when(MappingBuilder request, ResponseDefinitionBuilder response) {
		this.server.stubFor(request.willReturn(response));
	}

	public static ResponseDefinitionBuilder json(int status, String body) {
		return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
	}

	/** Holds all answers until the returned latch is counted down. */
	public CountDownLatch hold() {
		CountDownLatch held = new CountDownLatch(1);
		this.gate.held = held;
		return held;
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.gate.held.countDown();
		this.server.resetAll();
	}

	private static final class Gate implements StubRequestFilterV2 {

		private volatile CountDownLatch held = new CountDownLatch(0);

		@Override
		public RequestFilterAction filter(Request request, ServeEvent event) {
			try {
				this.held.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return RequestFilterAction.continueWith(request);
		}

		@Override
		public String getName() {
			return "gate";
		}

	}

}

package io.switchboard.voipstudio.api;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

/**
 * An HTTP server that answers as it is told, as long as the context that knows its port.
 */
public class ApiStub implements BeforeEachCallback {

	public static final String TOKEN = "secret-api-key-0123456789";

	private final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());

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

	@Override
	public void beforeEach(ExtensionContext context) {
		this.server.resetAll();
	}

}

package io.switchboard.http;

import java.util.Map;

import io.switchboard.answers.ObservedEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * Camel's HTTP component with a bound for the head of an answer, and with answers noted.
 * The client itself accepts any number of headers of any length.
 */
public final class BoundedHttpComponent extends HttpComponent {

	/** Bytes of one header, or of the status line. */
	static final int MAX_LINE = 16 * 1024;

	static final int MAX_HEADERS = 200;

	private static final Http1Config HEADS = Http1Config.custom()
		.setMaxLineLength(MAX_LINE)
		.setMaxHeaderCount(MAX_HEADERS)
		.build();

	@Override
	protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
		Endpoint endpoint = super.createEndpoint(uri, remaining, parameters);
		return (endpoint instanceof HttpEndpoint http) ? new ObservedEndpoint(http, new HttpAnswerNotes(http))
				: endpoint;
	}

	/** The same as the overridden method, which has no hook for the bound. */
	@Override
	@SuppressWarnings("deprecation")
	protected HttpClientConnectionManager createConnectionManager(
			Registry<org.apache.hc.client5.http.socket.ConnectionSocketFactory> registry, int maxTotalConnections,
			int connectionsPerRoute, SocketConfig socketConfig) {
		PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(registry,
				PoolConcurrencyPolicy.STRICT, TimeValue.ofMilliseconds(getConnectionTimeToLive()),
				ManagedHttpClientConnectionFactory.builder().http1Config(HEADS).build());
		int total = (maxTotalConnections > 0) ? maxTotalConnections : getMaxTotalConnections();
		if (total > 0) {
			connections.setMaxTotal(total);
		}
		int perRoute = (connectionsPerRoute > 0) ? connectionsPerRoute : getConnectionsPerRoute();
		if (perRoute > 0) {
			connections.setDefaultMaxPerRoute(perRoute);
		}
		connections.setDefaultSocketConfig(socketConfig);
		return connections;
	}

}

package io.switchboard.voipstudio.api;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The address of the API: the one that is set, else that of the simulator in this
 * process.
 */
@Component
class ApiAddress {

	private static final String SIMULATOR = "http://localhost:%d%s/simulator/v1.2/voipstudio";

	private volatile @Nullable String base;

	ApiAddress(ApiSettings settings) {
		this.base = settings.url().isEmpty() ? null : settings.url();
	}

	@EventListener
	void started(ServletWebServerInitializedEvent event) {
		boolean main = event.getApplicationContext().getServerNamespace() == null;
		if (main && this.base == null) {
			this.base = SIMULATOR.formatted(event.getWebServer().getPort(),
					event.getApplicationContext().getEnvironment().getProperty("server.servlet.context-path", ""));
		}
	}

	/** The address of a resource such as {@code calls/123}. */
	String of(String path) {
		String base = this.base;
		if (base == null) {
			throw new IllegalStateException("voipstudio.api.url is not set");
		}
		return base + "/" + path;
	}

}

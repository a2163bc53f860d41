package io.switchboard.routes.dryrun;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.component.direct.DirectComponent;

/**
 * The component {@code direct:} for the routes of the folder, without the application's
 * own routes.
 */
final class DirectWays extends DirectComponent {

	/** The route by which kamelets reach VoIPstudio. */
	private static final String VOIPSTUDIO = "voipstudio-api";

	private final RecordingComponent voipstudio;

	DirectWays(RecordingComponent voipstudio) {
		this.voipstudio = voipstudio;
	}

	@Override
	protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
		if (remaining.equals(VOIPSTUDIO)) {
			this.voipstudio.setCamelContext(getCamelContext());
			return this.voipstudio.of(uri, remaining, parameters);
		}
		return super.createEndpoint(uri, remaining, parameters);
	}

}

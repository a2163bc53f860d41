package io.switchboard.console.pages.setup;

import io.switchboard.voipstudio.api.VoipstudioApi;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The key of VoIPstudio's REST API. A key ends after thirty days without a request. The
 * platform does not say how many of them are left.
 */
@Component
@Order(1)
class ApiKeyCheck implements SetupCheck {

	private final VoipstudioApi api;

	ApiKeyCheck(VoipstudioApi api) {
		this.api = api;
	}

	@Override
	public String id() {
		return "api-key";
	}

	@Override
	public String label() {
		return "VoIPstudio's API key";
	}

	@Override
	public String todo() {
		return "Make a key at VoIPstudio and set voipstudio.api.token (VOIPSTUDIO_API_TOKEN).";
	}

	@Override
	public Found run() {
		try {
			this.api.ping();
			return Found.good(
					"The API key is accepted. VoIPstudio ends a key after 30 idle days; this check counts as a use, so 30 days are left.");
		}
		catch (Exception ex) {
			return Found.bad(VoipstudioApi.sentence(ex), todo());
		}
	}

}

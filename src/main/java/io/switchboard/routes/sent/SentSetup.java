package io.switchboard.routes.sent;

import io.switchboard.answers.SentKeeping;
import io.switchboard.routes.dryrun.EffectReader;
import io.switchboard.settings.Secrets;
import io.switchboard.settings.SettingLookup;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelContextCustomizer;

import org.springframework.stereotype.Component;

/** Adds itself to every Camel context that runs deliveries, if copies are wanted. */
@Component
class SentSetup implements CamelContextCustomizer {

	private final SentKeeping keeping;

	private final SentReader reader;

	SentSetup(SentKeeping keeping, SettingLookup lookup) {
		this.keeping = keeping;
		this.reader = new SentReader(keeping, new EffectReader(new Secrets(lookup)));
	}

	@Override
	public void configure(CamelContext context) {
		if (this.keeping.isOn()) {
			context.getCamelContextExtension()
				.registerEndpointCallback((uri, endpoint) -> SentReader.isLeaving(endpoint.getEndpointUri())
						? new SentEndpoint(endpoint, this.reader) : endpoint);
		}
	}

}

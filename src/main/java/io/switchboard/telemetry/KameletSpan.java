package io.switchboard.telemetry;

import org.apache.camel.telemetry.decorators.AbstractInternalSpanDecorator;

/** The span of a kamelet, named as it. */
public final class KameletSpan extends AbstractInternalSpanDecorator {

	@Override
	public String getComponent() {
		return "kamelet";
	}

	@Override
	public String getComponentClassName() {
		return "org.apache.camel.component.kamelet.KameletComponent";
	}

}

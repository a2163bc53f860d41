package io.switchboard.destinations;

import io.switchboard.declared.Gives;
import org.apache.camel.builder.RouteBuilder;

import org.springframework.stereotype.Component;

/**
 * An ended call becomes one row of the call log.
 * <p>
 * It is in Java, not in YAML, because it computes with times that may be missing: how
 * long it rang, and how long they talked. A record and a method are clearer for that, and
 * a unit test can check them.
 */
@Gives({ "outcome", "direction", "end_time", "ring_seconds", "talk_seconds" })
@Component
class CallEndedToDatabaseRoute extends RouteBuilder {

	@Override
	public void configure() {
		// @formatter:off
        from("durable:call-ended-to-database")
            .routeId("call-ended-to-database")
            .routeDescription("An ended call becomes one row of the call log")
            .transform().exchange(CallLogEntry::of).id("describe-call")
            .to("kamelet:database-sink?statement=call-ended").id("write-call-log");
        // @formatter:on
	}

}

package io.switchboard.backfill;

import io.switchboard.declared.Within;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How past events are run through a route.
 *
 * @param perSecond how many deliveries a backfill files in a second at most, unless its
 * request has another number
 */
@Validated
@ConfigurationProperties("backfill")
record BackfillSettings(@Within(least = "1", most = "" + BackfillSettings.MOST) int perSecond) {

	static final int MOST = 1000;

}

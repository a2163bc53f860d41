/** Metrics that no room of the house has, and traces. */
@NullMarked
package io.switchboard.telemetry;

import org.jspecify.annotations.NullMarked;

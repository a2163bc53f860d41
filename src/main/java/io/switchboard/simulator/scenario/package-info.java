/** Scenarios: reads them, plans their events, and plays them. */
@NullMarked
package io.switchboard.simulator.scenario;

import org.jspecify.annotations.NullMarked;

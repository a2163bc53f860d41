/** Scenarios: how they are read, what events they become, and how they are played. */
@NullMarked
package io.switchboard.simulator.scenario;

import org.jspecify.annotations.NullMarked;

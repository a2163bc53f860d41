/**
 * Metrics that no room of the house has, and traces. {@code DiscreetExporter} leaves
 * secrets, numbers and names out of what a trace sends.
 */
@NullMarked
package io.switchboard.telemetry;

import org.jspecify.annotations.NullMarked;

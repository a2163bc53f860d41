/**
 * Traces, and metrics that belong to no other room. {@code DiscreetExporter} leaves
 * secrets, numbers and names out of what a trace sends.
 */
@NullMarked
package io.switchboard.telemetry;

import org.jspecify.annotations.NullMarked;

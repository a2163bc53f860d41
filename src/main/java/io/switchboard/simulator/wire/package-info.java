/** Webhooks: who listens, what is sent, and the faults of the line. */
@NullMarked
package io.switchboard.simulator.wire;

import org.jspecify.annotations.NullMarked;

/** Webhooks on their way: who listens, what is sent, and what goes wrong with it. */
@NullMarked
package io.switchboard.simulator.wire;

import org.jspecify.annotations.NullMarked;

/**
 * A VoIPstudio in a box: its REST API and its webhooks, played from scenarios, with
 * faults on demand. It knows nothing of Switchboard, as VoIPstudio does not.
 *
 * <p>
 * From the bottom up: {@code account} has the data of the customer, {@code wire} sends
 * webhooks, {@code scenario} plays calls, and {@code platform} is the REST API.
 */
@NullMarked
package io.switchboard.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * A VoIPstudio in a box: its REST API and its webhooks, played from scenarios, with
 * faults on demand. It knows nothing of Switchboard, as VoIPstudio does not.
 */
@NullMarked
package io.switchboard.simulator;

import org.jspecify.annotations.NullMarked;

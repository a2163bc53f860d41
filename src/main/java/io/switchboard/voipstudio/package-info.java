/**
 * VoIPstudio's words and rules, once, for everybody above: its events as records, their
 * names and order, which of them is final, context kinds, numbers, times, and the facts
 * that routes get.
 */
@NullMarked
package io.switchboard.voipstudio;

import org.jspecify.annotations.NullMarked;

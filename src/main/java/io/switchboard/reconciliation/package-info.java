/** Compares VoIPstudio's records of calls with what came in, and files what did not. */
@NullMarked
package io.switchboard.reconciliation;

import org.jspecify.annotations.NullMarked;

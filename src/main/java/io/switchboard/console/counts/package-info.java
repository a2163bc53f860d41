/**
 * Counts of events over time. They are counted afterwards, so that no event waits for it.
 */
@NullMarked
package io.switchboard.console.counts;

import org.jspecify.annotations.NullMarked;

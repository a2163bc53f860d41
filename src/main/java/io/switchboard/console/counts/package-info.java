/** How many events came in when: counted afterwards, so that nothing waits for it. */
@NullMarked
package io.switchboard.console.counts;

import org.jspecify.annotations.NullMarked;

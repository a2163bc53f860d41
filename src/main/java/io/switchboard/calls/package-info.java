/** One row for each real call, worked out from its events, and what is asked of them. */
@NullMarked
package io.switchboard.calls;

import org.jspecify.annotations.NullMarked;

/** Filters of lists that somebody saved under a name. */
@NullMarked
package io.switchboard.console.views;

import org.jspecify.annotations.NullMarked;

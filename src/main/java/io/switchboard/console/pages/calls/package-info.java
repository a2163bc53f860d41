/** The pages about calls: the list, and the page of one call with all its events. */
@NullMarked
package io.switchboard.console.pages.calls;

import org.jspecify.annotations.NullMarked;

/** The pages about calls: all of them, and one with everything that happened to it. */
@NullMarked
package io.switchboard.console.pages.calls;

import org.jspecify.annotations.NullMarked;

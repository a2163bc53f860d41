/** The JSON API and the first lines that an operator reads. */
@NullMarked
package io.switchboard.console;

import org.jspecify.annotations.NullMarked;

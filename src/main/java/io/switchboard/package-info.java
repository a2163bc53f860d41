/** Switchboard: the start, and one package for each thing that it does. */
@NullMarked
package io.switchboard;

import org.jspecify.annotations.NullMarked;

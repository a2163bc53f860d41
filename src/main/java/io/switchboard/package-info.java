/** Switchboard: its start, with one package below it for each thing that it does. */
@NullMarked
package io.switchboard;

import org.jspecify.annotations.NullMarked;

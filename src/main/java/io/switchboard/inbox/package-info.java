/** Every event that the platform sent, kept once. */
@NullMarked
package io.switchboard.inbox;

import org.jspecify.annotations.NullMarked;

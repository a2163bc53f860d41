/** Where an event goes: the switchboard is asked at the door, or later. */
@NullMarked
package io.switchboard.delivery.decision;

import org.jspecify.annotations.NullMarked;

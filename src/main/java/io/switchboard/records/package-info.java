/**
 * Records in other systems, such as a contact, an activity or a ticket: found by a number
 * in any spelling, made once, and known again.
 */
@NullMarked
package io.switchboard.records;

import org.jspecify.annotations.NullMarked;

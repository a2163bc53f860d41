/**
 * Shows people who calls while their telephone rings. {@code Phones} follows the events
 * of legs, on each node with listeners, and tells them. {@code RingingLegs} knows the
 * state of each telephone. {@code Callers} looks up the facts about a caller. While
 * nobody listens, nothing runs.
 */
@NullMarked
package io.switchboard.screenpop;

import org.jspecify.annotations.NullMarked;

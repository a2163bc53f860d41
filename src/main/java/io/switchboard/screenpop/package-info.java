/**
 * Which telephone rings now, and who calls: for the person whose telephone it is.
 * {@code Phones} follows the events of legs, on each node where somebody listens, and
 * tells its listeners; {@code RingingLegs} knows what each telephone does;
 * {@code Callers} looks up what is known of who calls. While nobody listens, nothing
 * runs.
 */
@NullMarked
package io.switchboard.screenpop;

import org.jspecify.annotations.NullMarked;

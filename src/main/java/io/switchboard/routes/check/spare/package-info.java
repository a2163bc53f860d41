/**
 * A spare Camel and what is around it, so that a folder can be loaded without a running
 * Switchboard. {@code SpareContext} loads routes and starts none; {@code Bounded} ends a
 * route in Java that does not come back. {@code Surroundings} are the settings, beans and
 * databases that a check may ask; {@code JarBeans} and {@code Declared} say which beans
 * there are.
 */
@NullMarked
package io.switchboard.routes.check.spare;

import org.jspecify.annotations.NullMarked;

/**
 * Routes that run at a time of day. At each time an event {@code schedule.due} is filed,
 * and goes to the route that has the schedule. From then on it is an event like any
 * other.
 */
@NullMarked
package io.switchboard.delivery.schedule;

import org.jspecify.annotations.NullMarked;

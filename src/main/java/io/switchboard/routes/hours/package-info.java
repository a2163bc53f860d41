/**
 * When somebody is there: by the setting {@code opening-hours}, and by files in
 * {@code routes/hours} for a queue or a team, without the holidays of calendars.
 */
@NullMarked
package io.switchboard.routes.hours;

import org.jspecify.annotations.NullMarked;

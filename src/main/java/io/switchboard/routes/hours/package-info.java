/**
 * When somebody is there: by the setting {@code opening-hours}, and by files in
 * {@code routes/hours} for a queue or a team, without the holidays of calendars.
 * <p>
 * {@code HoursFile} reads a file and names its mistakes. {@code OpeningHours} answers
 * routes. {@code OpenAsFacts} gives every event its {@code open} and {@code opens_at}.
 * {@code CalendarFeeds} fetches calendars from addresses, also those of rotas.
 */
@NullMarked
package io.switchboard.routes.hours;

import org.jspecify.annotations.NullMarked;

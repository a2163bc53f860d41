/**
 * Checks the data of the folder that events are looked up in: tables
 * ({@code LookupCheck}), opening hours ({@code HoursCheck}), calendars
 * ({@code CalendarCheck}), rotas ({@code OnCallCheck}) and keywords
 * ({@code KeywordCheck}).
 */
@NullMarked
package io.switchboard.routes.check.lookup;

import org.jspecify.annotations.NullMarked;

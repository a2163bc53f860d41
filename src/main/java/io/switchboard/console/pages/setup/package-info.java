/**
 * The page Setup: what VoIPstudio must be told, whether all that Switchboard needs is
 * there, and a test call. {@code SetupPages} is the page, {@code SetupChecks} tries what
 * is outside, {@code EventsToTick} says which events rules need and which came, and
 * {@code TestCall} tries the routes.
 */
@NullMarked
package io.switchboard.console.pages.setup;

import org.jspecify.annotations.NullMarked;

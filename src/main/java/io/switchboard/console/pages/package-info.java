/**
 * The console's pages. They are rendered on the server, and htmx fetches the changing
 * parts again. {@code Navigation} is the menu, {@code EveryPage} has the values for every
 * template, and {@code PageErrors} answers errors.
 */
@NullMarked
package io.switchboard.console.pages;

import org.jspecify.annotations.NullMarked;

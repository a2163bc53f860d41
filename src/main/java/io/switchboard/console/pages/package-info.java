/**
 * The console's pages. They are rendered on the server, and htmx fetches the changing
 * parts again. {@code Navigation} is the menu, {@code EveryPage} has the values for every
 * template, and {@code PageErrors} answers errors.
 * <p>
 * An open page learns of changes by {@code LiveController}, which opens a
 * {@code LiveStream}; {@code Snapshots} reads the state for all people together.
 * {@code ListRequest} reads the filters of a list, and {@code OfferedWords} has the words
 * that they offer.
 */
@NullMarked
package io.switchboard.console.pages;

import org.jspecify.annotations.NullMarked;

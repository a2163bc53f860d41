/**
 * The console's pages. They are rendered on the server, and htmx fetches the changing
 * parts again.
 */
@NullMarked
package io.switchboard.console.pages;

import org.jspecify.annotations.NullMarked;

/** The console's pages, rendered here; what changes is fetched again by htmx. */
@NullMarked
package io.switchboard.console.pages;

import org.jspecify.annotations.NullMarked;

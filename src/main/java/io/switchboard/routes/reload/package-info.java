/**
 * Changes of the folder {@code routes} while everything runs. {@code FolderWatch} looks
 * at the folder; {@code Reload} has a change checked and loaded, or says why not;
 * {@code RouteContexts} makes a Camel context for it; in a {@code Takeover} its routes
 * take over from those before, which end what they run; {@code Generations} knows which
 * route runs where.
 */
@NullMarked
package io.switchboard.routes.reload;

import org.jspecify.annotations.NullMarked;

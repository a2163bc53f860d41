/**
 * Changes of the folder {@code routes} while everything runs. {@code FolderWatch} looks
 * at the folder; {@code Reload} has a change checked and loaded, or says why not;
 * {@code RouteContexts} makes a Camel context for it; in a {@code Takeover} its routes
 * take over from those before, which end what they run; {@code Generations} knows which
 * route runs where.
 * <p>
 * Why no delivery is lost: a channel changes its consumer in one step, and goes on
 * holding what it holds. A delivery that runs ends on the old {@code DurableConsumer};
 * one that comes to it too late is passed on to its successor. The old one is stopped
 * only once it runs nothing. The switchboard is the last to change, so that what it names
 * is there.
 */
@NullMarked
package io.switchboard.routes.reload;

import org.jspecify.annotations.NullMarked;

/**
 * Changes of the folder {@code routes} while everything runs. {@code FolderWatch} looks
 * at the folder. {@code Reload} checks and loads a change, or says why not.
 * {@code RouteContexts} makes a Camel context for it. In a {@code RouteHandover}, the new
 * routes take over, and the old ones finish their running deliveries. {@code Generations}
 * knows which route runs in which context.
 * <p>
 * {@code RouteRevisions} finds the files of a route, and {@code routes.RoutesText} makes
 * its revision of them. Each attempt stores the revision with its delivery.
 * {@code RevisionFiles} keeps the files of each revision.
 * <p>
 * Why no delivery is lost: a channel changes its consumer in one step, and keeps its
 * deliveries. A delivery that runs ends on the old {@code DurableConsumer}. One that
 * comes to it too late is passed on to its successor. The old consumer is stopped only
 * once it runs nothing. The switchboard changes last, so that all routes that it names
 * are there.
 */
@NullMarked
package io.switchboard.routes.reload;

import org.jspecify.annotations.NullMarked;

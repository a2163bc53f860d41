/**
 * Checks whether the folder with the routes can work. It reports all findings at once,
 * each with its file, its line and what to do. Nothing here needs a store or a network.
 * {@code FolderCheck} has the list of all checks. A new one is a class such as
 * {@code SecretCheck}, a constant in {@code Rule}, and a call in {@code FolderCheck}, or
 * in {@code RouteChecks} if it looks at one route. What is found is in {@code finding};
 * each other package has the checks of what its name says. {@code CheckFromSettings}
 * checks without a running Switchboard, {@code StartCheck} before the start.
 */
@NullMarked
package io.switchboard.routes.check;

import org.jspecify.annotations.NullMarked;

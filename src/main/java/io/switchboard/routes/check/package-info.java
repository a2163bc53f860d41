/**
 * Whether what stands in the folder with the routes can work: every finding at once, with
 * its file, its line and how to mend it. Nothing here needs a store or a network.
 * {@code FolderCheck} has the list of all checks. A new one is a class such as
 * {@code SecretCheck}, a constant in {@code Rule}, and a call in {@code FolderCheck}.
 */
@NullMarked
package io.switchboard.routes.check;

import org.jspecify.annotations.NullMarked;

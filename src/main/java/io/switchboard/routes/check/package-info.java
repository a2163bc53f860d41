/**
 * Whether what stands in the folder with the routes can work: every finding at once, with
 * its file, its line and how to mend it. Nothing here needs a store or a network.
 */
@NullMarked
package io.switchboard.routes.check;

import org.jspecify.annotations.NullMarked;

/**
 * What an edit of {@code routes/} would change. Stored events run through two states of
 * the folder, each in a {@link io.switchboard.routes.dryrun.Trial}. Its leaving steps
 * only note their effects. {@code DryRun} compares the effects of both.
 */
@NullMarked
package io.switchboard.routes.dryrun;

import org.jspecify.annotations.NullMarked;

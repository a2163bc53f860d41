/**
 * What an edit of {@code routes/} would change: stored events run through two states of
 * the folder, each in a {@link io.switchboard.routes.dryrun.Trial}, whose leaving steps
 * note what they would do and do nothing. {@code DryRun} compares what they noted.
 */
@NullMarked
package io.switchboard.routes.dryrun;

import org.jspecify.annotations.NullMarked;

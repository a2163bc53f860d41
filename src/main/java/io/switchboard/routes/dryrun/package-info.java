/**
 * What an edit of {@code routes/} would change. Stored events run through two states of
 * the folder, each in a {@link io.switchboard.routes.dryrun.Trial}. Its leaving steps
 * only note their effects. {@code DryRun} compares the effects of both.
 * <p>
 * {@code Guards} keeps a trial from reaching outside, and {@code RecordingComponent}
 * stands in for each component that would. {@code EffectReader} reads what a step would
 * do. {@code GivenAnswers} answers its requests. The same trial serves {@code Previews},
 * for one event while somebody edits, and {@code SampleRun}, for the command
 * {@code test}, which compares a sample's effects with its {@code Expectation}.
 */
@NullMarked
package io.switchboard.routes.dryrun;

import org.jspecify.annotations.NullMarked;

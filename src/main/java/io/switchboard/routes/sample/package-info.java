/**
 * Makes a sample of an event that was kept, with all that is personal replaced.
 * {@code Pseudonyms} invents, the same for the same; {@code Disguise} goes through an
 * event and its answers; {@code SampleMaker} has the sample run and writes what it does.
 */
@NullMarked
package io.switchboard.routes.sample;

import org.jspecify.annotations.NullMarked;

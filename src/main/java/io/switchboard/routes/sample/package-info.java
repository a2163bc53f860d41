/**
 * Makes a sample of a stored event, without personal data. {@code Pseudonyms} invents
 * values. {@code Disguise} replaces them in an event and its answers. {@code SampleMaker}
 * runs the sample and writes its effects.
 */
@NullMarked
package io.switchboard.routes.sample;

import org.jspecify.annotations.NullMarked;

/**
 * Who is on call: rotas of {@code routes/on-call}, with changes by hand.
 * <p>
 * {@code RotaReading} reads a file and names its mistakes. {@code OnCall} says who has it
 * at a time. {@code OnCallChanges} does what people enter. {@code OnCallTable} stores
 * that, and the answer that a delivery got, so that each further attempt gets the same.
 * {@code OnCallAsFacts} is the variable {@code on_call}.
 */
@NullMarked
package io.switchboard.routes.oncall;

import org.jspecify.annotations.NullMarked;

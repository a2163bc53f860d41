/**
 * What kamelets say of themselves, and whether routes use them so. No check has a list of
 * kamelets: {@code DescribedKamelets} reads their annotations and descriptors,
 * {@code KameletNames} the names in their steps. {@code KameletDefinitionCheck} checks a
 * description, {@code KameletCheck} its uses.
 */
@NullMarked
package io.switchboard.routes.check.kamelet;

import org.jspecify.annotations.NullMarked;

/** Destination routes that are better written in Java than in YAML. */
@NullMarked
package io.switchboard.destinations;

import org.jspecify.annotations.NullMarked;

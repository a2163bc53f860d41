/** The Camel component {@code durable:}, and the exchange that a route gets. */
@NullMarked
package io.switchboard.delivery.durable;

import org.jspecify.annotations.NullMarked;

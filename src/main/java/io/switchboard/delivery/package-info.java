/**
 * The durable: component. Each (event, route) is a delivery: kept, run, retried, and in
 * the end delivered or dead.
 */
@NullMarked
package io.switchboard.delivery;

import org.jspecify.annotations.NullMarked;

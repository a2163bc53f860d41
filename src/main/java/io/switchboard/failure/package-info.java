/** What a route may fail with, and what that says of the delivery and its destination. */
@NullMarked
package io.switchboard.failure;

import org.jspecify.annotations.NullMarked;

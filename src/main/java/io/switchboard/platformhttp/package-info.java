/**
 * Camel's platform-http on an asynchronous servlet: no thread waits while a route works.
 */
@NullMarked
package io.switchboard.platformhttp;

import org.jspecify.annotations.NullMarked;

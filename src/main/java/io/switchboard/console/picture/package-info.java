/** The whole switchboard as one picture, made from the routes as they run. */
@NullMarked
package io.switchboard.console.picture;

import org.jspecify.annotations.NullMarked;

/** What holds for every HTTP request that leaves, whichever way. */
@NullMarked
package io.switchboard.http;

import org.jspecify.annotations.NullMarked;

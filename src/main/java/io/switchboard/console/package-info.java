/**
 * What stands before the pages and the JSON API: filters for every request, answers to
 * what failed, and the health.
 */
@NullMarked
package io.switchboard.console;

import org.jspecify.annotations.NullMarked;

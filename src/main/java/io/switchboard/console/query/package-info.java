/**
 * What a request asks for: filters and places in a list, typed, with one reader for the
 * pages and the JSON API; and what is wrong with it.
 */
@NullMarked
package io.switchboard.console.query;

import org.jspecify.annotations.NullMarked;

/**
 * The parameters of a request: typed filters, and places in a list. The pages and the
 * JSON API have one reader for them, with the same errors.
 */
@NullMarked
package io.switchboard.console.query;

import org.jspecify.annotations.NullMarked;

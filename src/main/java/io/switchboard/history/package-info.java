/**
 * Read models for people: searches and counts over events, deliveries and calls. The
 * pages and the JSON API both read here.
 */
@NullMarked
package io.switchboard.history;

import org.jspecify.annotations.NullMarked;

/**
 * Text for people: without control characters, for mails, pages, names of files and the
 * log. Also rates, and failures that repeat in the log.
 */
@NullMarked
package io.switchboard.text;

import org.jspecify.annotations.NullMarked;

/**
 * What people write and read: lines without control characters for mails, pages, names of
 * files and the log; rates; and one line in the log for a failure that lasts.
 */
@NullMarked
package io.switchboard.text;

import org.jspecify.annotations.NullMarked;

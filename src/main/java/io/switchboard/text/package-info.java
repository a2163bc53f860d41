/** What text for people may hold: in mails, pages, names of files, and the log. */
@NullMarked
package io.switchboard.text;

import org.jspecify.annotations.NullMarked;

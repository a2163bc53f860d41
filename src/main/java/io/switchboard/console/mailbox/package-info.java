/** The mails that the demo has sent: read by pages and by the JSON API. */
@NullMarked
package io.switchboard.console.mailbox;

import org.jspecify.annotations.NullMarked;

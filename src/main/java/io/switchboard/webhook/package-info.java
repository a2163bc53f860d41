/** The front door: admits an event, hands it to the inbox, and answers. */
@NullMarked
package io.switchboard.webhook;

import org.jspecify.annotations.NullMarked;

/** Outgoing mail: its settings, and a mail server of its own for the demo. */
@NullMarked
package io.switchboard.mail;

import org.jspecify.annotations.NullMarked;

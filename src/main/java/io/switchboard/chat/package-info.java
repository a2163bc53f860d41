/** What chats need beside a request: one thread for a call, and no message twice. */
@NullMarked
package io.switchboard.chat;

import org.jspecify.annotations.NullMarked;

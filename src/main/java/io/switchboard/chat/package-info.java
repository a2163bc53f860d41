/**
 * What messages to chats need beside an HTTP request. {@code SlackMessage} puts a bot's
 * message into the thread of its call, {@code SlackAnswer} reads what Slack says, and
 * {@code SlackThreads} keeps which message began the thread of a call. {@code SendOnce}
 * sends no message twice when a later step fails.
 */
@NullMarked
package io.switchboard.chat;

import org.jspecify.annotations.NullMarked;

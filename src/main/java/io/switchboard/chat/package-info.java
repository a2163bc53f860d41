/**
 * The beans for messages to chats. {@code SlackMessage} puts a bot's message into the
 * thread of its call. {@code SlackAnswer} reads Slack's answer. {@code SlackThreads}
 * stores which message began the thread of a call. {@code SendOnce} keeps a message from
 * being sent twice when a later step fails.
 */
@NullMarked
package io.switchboard.chat;

import org.jspecify.annotations.NullMarked;

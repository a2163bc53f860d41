/**
 * Outgoing mail: its settings, and a mail server of its own for the demo.
 * {@code MailHeaders} makes a mail's headers safe, and its Message-ID the same in each
 * attempt. {@code MailSender} sends it. {@code MailTaken} remembers who got it.
 * {@code SmtpReply} says what a server's answer means.
 */
@NullMarked
package io.switchboard.mail;

import org.jspecify.annotations.NullMarked;

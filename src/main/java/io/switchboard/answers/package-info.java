/**
 * The answers to an attempt, from VoIPstudio's API, the contacts, HTTP servers and
 * databases. {@code AnswerKeeping} notes them while the attempt runs. {@code delivery}
 * stores them with the attempt's end, and a dry run uses them for the same requests.
 * <p>
 * Also copies of what an attempt sent, for people: {@code SentKeeping} notes them, if
 * that is wanted.
 */
@NullMarked
package io.switchboard.answers;

import org.jspecify.annotations.NullMarked;

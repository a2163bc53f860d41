/**
 * Keywords in text messages: {@code routes/keywords}. {@code KeywordFile} reads a file
 * and names what is wrong in it, {@code Keywords} finds the keyword of a text, and
 * {@code AnswerToText} is the processor that decides whether it is answered.
 */
@NullMarked
package io.switchboard.routes.keywords;

import org.jspecify.annotations.NullMarked;

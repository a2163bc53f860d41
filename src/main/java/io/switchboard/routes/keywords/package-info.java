/**
 * Keywords in text messages: {@code routes/keywords}. {@code KeywordFile} reads a file
 * and names its mistakes. {@code Keywords} finds the keyword of a text, STOP among them;
 * {@code KeywordDoes} is what it does. {@code AnswerToText} is the processor that decides
 * whether the text is answered.
 */
@NullMarked
package io.switchboard.routes.keywords;

import org.jspecify.annotations.NullMarked;

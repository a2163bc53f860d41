/**
 * What an attempt was answered: by VoIPstudio's API, by the contacts, by HTTP servers, by
 * databases. {@code AnswerKeeping} notes it while the attempt runs. {@code delivery}
 * stores it together with the attempt's end, and a dry run answers the same questions
 * from it.
 * <p>
 * And what an attempt sent, for people: {@code SentKeeping} notes a copy, if that is
 * wanted.
 */
@NullMarked
package io.switchboard.answers;

import org.jspecify.annotations.NullMarked;

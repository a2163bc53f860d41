/**
 * What an attempt was answered: by VoIPstudio's API, by the contacts, by HTTP servers, by
 * databases. {@code AnswerKeeping} notes it while the attempt runs. {@code delivery}
 * stores it together with the attempt's end, and a dry run answers the same questions
 * from it.
 */
@NullMarked
package io.switchboard.answers;

import org.jspecify.annotations.NullMarked;

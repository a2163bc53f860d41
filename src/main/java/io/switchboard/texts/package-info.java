/**
 * Text messages that Switchboard sends. {@code TextStops} knows who wants none (table
 * {@code text_stop}); {@code StopRecorder} tells it. {@code TextReplies} knows which
 * texts with a keyword were answered (table {@code text_reply}).
 * <p>
 * Every text passes {@code voipstudio.api}, which asks {@code TextStops} before it sends.
 * An answer is claimed before it is sent, and noted once VoIPstudio has taken it. If the
 * process ends in between, it is not known whether the answer was sent. The delivery is
 * then a dead letter that says so, and no second text is sent by itself.
 */
@NullMarked
package io.switchboard.texts;

import org.jspecify.annotations.NullMarked;

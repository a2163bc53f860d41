/**
 * Text messages that Switchboard sends: who wants none ({@code TextStops}, table
 * {@code text_stop}), and which texts with a keyword were answered ({@code TextReplies},
 * table {@code text_reply}).
 * <p>
 * Every text passes {@code voipstudio.api}, which asks {@code TextStops} before it sends.
 * An answer is claimed before it is sent, and noted once VoIPstudio has taken it. If the
 * process ends in between, nobody knows whether it went out: the delivery is then a dead
 * letter that says so, and no second text goes out by itself.
 */
@NullMarked
package io.switchboard.texts;

import org.jspecify.annotations.NullMarked;

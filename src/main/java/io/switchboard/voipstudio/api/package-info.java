/**
 * VoIPstudio's REST API: one route that every kamelet and every class calls it through.
 * {@code VoipstudioApiRoute} is that route, {@code ApiRequest} what is asked, {@code
 * ApiAnswer} what an answer means, {@code ApiGate} keeps the rate. {@code VoipstudioApi}
 * is the client for classes, {@code Contacts} the contacts, kept for a while.
 */
@NullMarked
package io.switchboard.voipstudio.api;

import org.jspecify.annotations.NullMarked;

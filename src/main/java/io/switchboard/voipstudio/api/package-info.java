/**
 * VoIPstudio's REST API: one route that every kamelet and every class calls it through.
 * {@code VoipstudioApiRoute} is that route. {@code ApiRequest} is a request,
 * {@code ApiAnswer} says what an answer means, and {@code ApiGate} says when a request
 * may be made. {@code VoipstudioApi} is the client for Java classes. {@code Contacts}
 * caches the contacts. {@code BegunRequests} keeps calls and text messages from being
 * started twice after a crash.
 */
@NullMarked
package io.switchboard.voipstudio.api;

import org.jspecify.annotations.NullMarked;

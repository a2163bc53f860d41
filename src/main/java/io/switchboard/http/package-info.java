/**
 * What holds for every HTTP request that leaves, whichever way. {@code OutgoingRequest}
 * makes a request of a kamelet's headers, {@code AnswerVariable} makes the variable
 * {@code http_answer} of the answer, {@code WebhookSignature} signs. {@code
 * AllowedHosts} says where requests may go, {@code GuardedRedirects} which redirects are
 * followed, {@code BoundedAnswers} how much of an answer is read.
 */
@NullMarked
package io.switchboard.http;

import org.jspecify.annotations.NullMarked;

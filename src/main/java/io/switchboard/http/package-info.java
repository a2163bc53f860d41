/**
 * The rules for every HTTP request that is sent. {@code OutgoingRequest} makes a request
 * of a kamelet's headers. {@code AnswerVariable} makes the variable {@code http_answer}
 * of the answer. {@code WebhookSignature} signs. {@code AllowedHosts} says where requests
 * may go, {@code GuardedRedirects} which redirects are followed, and
 * {@code BoundedAnswers} how much of an answer is read.
 */
@NullMarked
package io.switchboard.http;

import org.jspecify.annotations.NullMarked;

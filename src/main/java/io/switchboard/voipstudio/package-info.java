/**
 * VoIPstudio's words and rules, once, for everybody above: its events as records, their
 * names and order, context kinds, numbers, times, and the facts that routes get.
 * <p>
 * The rules: {@code FinalRule} says which event ends a call. {@code AnsweredRule} says
 * what counts as an answer. {@code EventOrder} sorts the events of a call.
 * {@code ContextKind} says what a context means. {@code PhoneNumbers} makes E.164 of a
 * number in any spelling; {@code PhoneNumber} finds the digits in any text.
 * <p>
 * A fact comes from {@code RuleFacts} if it follows from the kind of event, and from
 * {@code EventFacts} if it speaks of the people in it. {@code
 * delivery.durable.EventExchange} puts all facts together: a new one is a line there and
 * in the table of {@code routes/README.md}. A fact of the event asks nothing but the
 * event. There are no facts from the history of calls: a route asks for that by a
 * kamelet.
 */
@NullMarked
package io.switchboard.voipstudio;

import org.jspecify.annotations.NullMarked;

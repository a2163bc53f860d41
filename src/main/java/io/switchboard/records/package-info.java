/**
 * Records in other systems, such as a contact, an activity or a ticket: found by a number
 * in any spelling, made once, and known again.
 * <p>
 * The kamelets of CRMs and help desks call these beans. {@code RecordBegin} begins a
 * record. {@code RecordContact} chooses the contact that a search found.
 * {@code RecordClaim} claims the record that is made next. {@code RecordFound} reads
 * whether a search has found it already. {@code RecordMade} remembers what was made, in
 * {@code MadeRecords}. {@code RecordClosed} forgets a closed ticket. The kamelet says in
 * {@code ok} which answers of a request are no failure, such as 409. {@code RecordMade}
 * then finds the id of the existing record in the answer.
 */
@NullMarked
package io.switchboard.records;

import org.jspecify.annotations.NullMarked;

/**
 * The account of the simulated customer: users, queues, contacts, calls, their records
 * and recordings, and how its API behaves now.
 */
@NullMarked
package io.switchboard.simulator.account;

import org.jspecify.annotations.NullMarked;

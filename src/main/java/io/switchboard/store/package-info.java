/** The database: which kind it is, transactions, and commits in groups. */
@NullMarked
package io.switchboard.store;

import org.jspecify.annotations.NullMarked;

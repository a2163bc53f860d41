/** The tables of deliveries and attempts: all SQL on them. */
@NullMarked
package io.switchboard.delivery.table;

import org.jspecify.annotations.NullMarked;

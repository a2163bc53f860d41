/**
 * Who did what, and why: what people and programs change is noted for good. A row is
 * never changed, and goes after {@code audit.keep}.
 */
@NullMarked
package io.switchboard.audit;

import org.jspecify.annotations.NullMarked;

/**
 * Who did what, and why. {@code Audited} marks an operation that is noted. {@code Audit}
 * stores an {@code AuditEntry} for each. {@code history.AuditTrail} reads them. A row is
 * never changed, and is deleted after {@code audit.keep}.
 */
@NullMarked
package io.switchboard.audit;

import org.jspecify.annotations.NullMarked;

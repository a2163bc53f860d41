/**
 * Who is on call: rotas of {@code routes/on-call}, with changes by hand.
 */
@NullMarked
package io.switchboard.routes.oncall;

import org.jspecify.annotations.NullMarked;

/**
 * What a check finds: {@code Finding} with its {@code Rule} and {@code Severity}, at a
 * {@code Place}. {@code Findings} collects them and puts them in order; {@code OneCause}
 * leaves out what only follows from another one. {@code Wording} has the words that
 * findings share. No check is here, and every check is above.
 */
@NullMarked
package io.switchboard.routes.check.finding;

import org.jspecify.annotations.NullMarked;

/** The basis of the YAML under routes/: its values, templates and statements. */
@NullMarked
package io.switchboard.routes;

import org.jspecify.annotations.NullMarked;

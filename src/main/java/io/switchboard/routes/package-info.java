/** What the YAML under routes/ stands on: its values, its templates, its statements. */
@NullMarked
package io.switchboard.routes;

import org.jspecify.annotations.NullMarked;

/** Whether a setting is one that exists, and is spelt so. */
@NullMarked
package io.switchboard.settings;

import org.jspecify.annotations.NullMarked;

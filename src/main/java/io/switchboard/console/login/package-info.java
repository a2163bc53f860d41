/** Who may see the console's pages, and who may act there. */
@NullMarked
package io.switchboard.console.login;

import org.jspecify.annotations.NullMarked;

/** The certificates that outgoing connections trust. */
@NullMarked
package io.switchboard.tls;

import org.jspecify.annotations.NullMarked;

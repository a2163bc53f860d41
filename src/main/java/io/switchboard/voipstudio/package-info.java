/** VoIPstudio's own data as records, for routes in Java. */
@NullMarked
package io.switchboard.voipstudio;

import org.jspecify.annotations.NullMarked;

/** The simulated REST API of VoIPstudio, and the pages under which it is controlled. */
@NullMarked
package io.switchboard.simulator.platform;

import org.jspecify.annotations.NullMarked;

/**
 * VoIPstudio's REST API: one route that every kamelet and every class calls it through.
 */
@NullMarked
package io.switchboard.voipstudio.api;

import org.jspecify.annotations.NullMarked;

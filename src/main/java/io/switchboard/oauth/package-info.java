/**
 * Access tokens of OAuth 2, for HTTP destinations and for mail: asked for, kept, renewed,
 * and told of where the token endpoint refuses or is away.
 */
@NullMarked
package io.switchboard.oauth;

import org.jspecify.annotations.NullMarked;

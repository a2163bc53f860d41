/**
 * Access tokens of OAuth 2, for HTTP destinations and for mail. {@code AccessTokens}
 * keeps and renews them, {@code TokenEndpoint} asks for them, {@code OAuthClient} is what
 * the settings say of a client, and {@code BearerRequests} puts a token onto a request.
 * What fails says whether the token endpoint refuses us or is away.
 */
@NullMarked
package io.switchboard.oauth;

import org.jspecify.annotations.NullMarked;

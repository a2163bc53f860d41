/**
 * Access tokens of OAuth 2, for HTTP destinations and for mail. {@code AccessTokens} has
 * one {@code SharedToken} for each client: it is renewed by one node, and kept in the
 * table {@code oauth_token} for all ({@code TokenTable}), encrypted ({@code Seal}).
 * {@code TokenEndpoint} asks for tokens, {@code OAuthClient} is what the settings say of
 * a client, and {@code BearerRequests} puts a token onto a request. What fails says
 * whether the token endpoint refuses us or is away.
 */
@NullMarked
package io.switchboard.oauth;

import org.jspecify.annotations.NullMarked;

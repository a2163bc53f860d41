/**
 * Access tokens of OAuth 2, for HTTP destinations and for mail. {@code AccessTokens} has
 * one {@code SharedToken} for each client. One node renews it, and stores it for all in
 * the table {@code oauth_token} ({@code TokenTable}), encrypted ({@code Seal}).
 * {@code TokenEndpoint} requests tokens. {@code OAuthClient} has the settings of a
 * client. {@code BearerRequests} adds a token to a request. A failure says whether the
 * endpoint refuses the client or is away.
 */
@NullMarked
package io.switchboard.oauth;

import org.jspecify.annotations.NullMarked;

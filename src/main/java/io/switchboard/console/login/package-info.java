/**
 * Who may see the console's pages, and who may act there. {@code Security} has the rules
 * of the API, {@code PagesSecurity} those of the pages, and {@code Roles} says what a
 * person may do. {@code PasswordDoor} checks passwords, and {@code LoginBrake} slows down
 * guessing. {@code ProviderLogin} is the login by an identity provider, and
 * {@code BackChannelLogout} ends it when the provider does. {@code ApiTokenFilter} is the
 * login of programs.
 */
@NullMarked
package io.switchboard.console.login;

import org.jspecify.annotations.NullMarked;

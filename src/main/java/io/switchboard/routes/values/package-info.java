/**
 * Values are never read as syntax. Properties of kamelets, settings and fields arrive
 * unchanged, through endpoint URIs, placeholders and expressions.
 * <p>
 * {@code Words} writes a value for each kind of place, and {@code Capsule} encodes it
 * where Camel would parse it. {@code SafeYaml} does so for files before Camel reads them,
 * {@code SafeKamelets} for the properties of kamelets, {@code SafeUri} and
 * {@code SafeAddresses} for addresses that are one text. {@code Placeholders} inserts a
 * setting or a property in the spelling of its place. {@code ValueText} splits a value
 * into its text, settings and expressions. {@code PassingKamelets} and {@code Scope}
 * remove what Camel keeps for addresses that differ from event to event.
 */
@NullMarked
package io.switchboard.routes.values;

import org.jspecify.annotations.NullMarked;

/**
 * Values are never read as syntax. Properties of kamelets, settings and fields arrive
 * unchanged, through endpoint URIs, placeholders and expressions.
 */
@NullMarked
package io.switchboard.routes.values;

import org.jspecify.annotations.NullMarked;

/**
 * Checks templates: {@code TemplateCheck} whether they can be parsed,
 * {@code TemplateNames} their names, {@code TemplateParts} what they import,
 * {@code JsonTemplateCheck} whether one of JSON can be JSON.
 */
@NullMarked
package io.switchboard.routes.check.template;

import org.jspecify.annotations.NullMarked;

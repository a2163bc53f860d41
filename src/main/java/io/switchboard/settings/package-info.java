/**
 * Whether a setting is one that exists, and is spelt so. A new setting is a line with its default and a comment in {@code src/main/resources/application.yaml}, and a component of the {@code …Settings} record of its room. {@code ProductionSettings} has those that are required in production. {@code Secrets} takes secrets out of
 * what is shown, whoever shows it.
 */
@NullMarked
package io.switchboard.settings;

import org.jspecify.annotations.NullMarked;

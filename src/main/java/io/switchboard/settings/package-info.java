/**
 * Whether a setting is one that exists, and is spelt so. A new setting is a line with its
 * default and a comment in {@code src/main/resources/application.yaml}, and a component
 * of the {@code …Settings} record of the room that uses it; {@code ProductionSettings}
 * has those that nobody may leave out in production. {@code Secrets} takes secrets out of
 * what is shown, whoever shows it.
 */
@NullMarked
package io.switchboard.settings;

import org.jspecify.annotations.NullMarked;

/**
 * Settings: checks that each one exists and is spelt correctly. A new setting is a line
 * with its default and a comment in {@code src/main/resources/application.yaml}, and a
 * component of the {@code …Settings} record of its room, with its bounds in
 * {@code declared.Within}. {@code ProductionSettings} has those that are required in
 * production. {@code Secrets} removes secrets from everything that is shown.
 */
@NullMarked
package io.switchboard.settings;

import org.jspecify.annotations.NullMarked;

/**
 * Files that deliveries add lines to. {@link io.switchboard.files.FileRecord} makes a
 * line of a template's JSON, and {@link io.switchboard.files.FileLine} writes it.
 */
@NullMarked
package io.switchboard.files;

import org.jspecify.annotations.NullMarked;

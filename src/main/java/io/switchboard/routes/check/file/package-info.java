/**
 * Reads the files of the folder, and checks each one alone. {@code YamlFile} is a file
 * with its values and their places, {@code JavaText} a route in Java,
 * {@code Destinations} says where a step sends. {@code FileCheck} finds files that cannot
 * be read, {@code ShapeCheck} what Camel's schema does not know, {@code SecretCheck}
 * secrets, {@code SampleCheck} wrong samples.
 */
@NullMarked
package io.switchboard.routes.check.file;

import org.jspecify.annotations.NullMarked;

/**
 * A kit to test routes, in YAML or in Java, with JUnit and Camel's own test classes:
 * {@code docs/test-kit.md} says how. It goes out as a jar of its own, with the classifier
 * {@code kit}. Nothing in it may use another class of the tests.
 */
package io.switchboard.kit;

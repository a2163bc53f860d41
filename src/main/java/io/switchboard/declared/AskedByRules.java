package io.switchboard.declared;

/**
 * Marks a bean that a condition of the switchboard may call. It answers from memory,
 * reaches nothing outside, and changes nothing.
 */
public interface AskedByRules {

}

package io.switchboard.declared;

/**
 * A bean that a condition of the switchboard may ask: it answers from memory, reaches
 * nothing outside, and changes nothing.
 */
public interface AskedByRules {

}

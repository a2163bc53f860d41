package io.switchboard.simulator.wire;

/**
 * The probability of each fault of a transmission, each from 0 (never) to 1 (always).
 *
 * @param duplicate sent twice at once, with the same id
 * @param reorder sent after the one that follows it
 * @param delay sent late
 * @param drop not sent at all
 * @param resend sent again some time later, with the same id
 * @param truncate cut short, so that it is not JSON
 */
public record Faults(double duplicate, double reorder, double delay, double drop, double resend, double truncate) {

	public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);

}

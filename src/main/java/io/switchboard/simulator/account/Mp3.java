package io.switchboard.simulator.account;

import java.util.Arrays;

/**
 * Recordings of silence: MPEG-2 Layer III, 16 kHz, 16 kbit/s, mono, so that a frame is 72
 * bytes and 36 ms.
 */
public final class Mp3 {

	private static final int FRAME = 72;

	private static final int FRAME_MILLIS = 36;

	/** An ID3v2 header; what it announces as its length is padding. */
	private static final int TAG = 10;

	private static final int LONGEST_SECONDS = 3600;

	private Mp3() {
	}

	/** The number of bytes of some seconds. */
	static int size(long seconds) {
		long millis = Math.min(Math.max(seconds, 1), LONGEST_SECONDS) * 1000;
		return (int) ((millis + FRAME_MILLIS - 1) / FRAME_MILLIS) * FRAME;
	}

	/**
	 * A file of an exact size. It has the frames of the given seconds, or fewer if they
	 * do not fit, and a tag in front that fills the rest.
	 */
	public static byte[] of(int size, long seconds) {
		byte[] file = new byte[size];
		int frames = Math.min(size, size(seconds)) / FRAME;
		int rest = size - frames * FRAME;
		if (rest > 0 && rest < TAG && frames > 0) {
			frames--;
			rest += FRAME;
		}
		if (rest >= TAG) {
			tag(file, rest - TAG);
		}
		for (int at = rest; at + FRAME <= size; at += FRAME) {
			file[at] = (byte) 0xFF;
			file[at + 1] = (byte) 0xF3;
			file[at + 2] = (byte) 0x28;
			file[at + 3] = (byte) 0xC0;
		}
		return file;
	}

	private static void tag(byte[] file, int padding) {
		byte[] header = { 'I', 'D', '3', 3, 0, 0, (byte) ((padding >> 21) & 0x7F), (byte) ((padding >> 14) & 0x7F),
				(byte) ((padding >> 7) & 0x7F), (byte) (padding & 0x7F) };
		System.arraycopy(header, 0, file, 0, TAG);
		Arrays.fill(file, TAG, TAG + padding, (byte) 0);
	}

}

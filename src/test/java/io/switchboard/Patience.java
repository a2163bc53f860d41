package io.switchboard;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What is waited for comes at once, or late on a machine that is busy: no test is about
 * how late.
 */
public class Patience implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
		// threads of other tests may end as they like
		Awaitility.doNotCatchUncaughtExceptionsByDefault();
	}

}

package io.switchboard;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long tests wait. A busy machine is late, and no test is about how late. */
public class Patience implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
		// exceptions in threads of other tests do not count
		Awaitility.doNotCatchUncaughtExceptionsByDefault();
	}

}

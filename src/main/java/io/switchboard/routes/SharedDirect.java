package io.switchboard.routes;

import java.util.Optional;

import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code direct:}, which finds the routes of the application's own context too:
 * {@code direct:voipstudio-api} is one route for all revisions of the folder.
 */
public class SharedDirect extends DirectComponent {

	private final @Nullable CamelContext application;

	/**
	 * For one context.
	 * @param application the application's context; null for that context itself
	 */
	public SharedDirect(@Nullable CamelContext application) {
		this.application = application;
	}

	/**
	 * Whose routes a context finds beside its own.
	 * @param context any
	 * @return the application's context; empty for that context itself
	 */
	public static Optional<CamelContext> application(CamelContext context) {
		return (context.hasComponent("direct") instanceof SharedDirect shared) ? Optional.ofNullable(shared.application)
				: Optional.empty();
	}

	@Override
	protected @Nullable DirectConsumer getConsumer(String key, boolean block, long timeout)
			throws InterruptedException {
		if (this.application != null) {
			DirectConsumer own = super.getConsumer(key, false, 0);
			if (own != null) {
				return own;
			}
			if (this.application.getComponent("direct") instanceof SharedDirect shared) {
				DirectConsumer theirs = shared.getConsumer(key, false, 0);
				if (theirs != null) {
					return theirs;
				}
			}
		}
		return super.getConsumer(key, block, timeout);
	}

}

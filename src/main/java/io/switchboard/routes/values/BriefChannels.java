package io.switchboard.routes.values;

import java.util.ArrayList;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Channel;
import org.apache.camel.NamedNode;
import org.apache.camel.NamedRoute;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.impl.engine.DefaultChannel;
import org.apache.camel.processor.DefaultInternalProcessorFactory;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.OrderedComparator;
import org.jspecify.annotations.Nullable;

/**
 * Channels whose steps are labelled by their kind alone. Camel's label is the whole
 * address without its passwords. To find those takes longer than to make the route.
 */
final class BriefChannels extends DefaultInternalProcessorFactory {

	@Override
	public Channel createChannel(CamelContext camel) {
		return new DefaultChannel(camel) {
			@Override
			public void initChannel(Route route, NamedNode definition, @Nullable NamedNode child,
					List<InterceptStrategy> interceptors, Processor next, NamedRoute routeDefinition, boolean first)
					throws Exception {
				NamedNode step = (child != null) ? child : definition;
				super.initChannel(route, new Brief(step), null, around(step, interceptors), next, routeDefinition,
						first);
			}
		};
	}

	/** They see the step itself. */
	private static List<InterceptStrategy> around(NamedNode step, List<InterceptStrategy> interceptors) {
		List<InterceptStrategy> around = new ArrayList<>();
		interceptors.stream()
			.sorted(OrderedComparator.get())
			.forEach((each) -> around
				.add((camel, brief, target, next) -> each.wrapProcessorInInterceptors(camel, step, target, next)));
		return around;
	}

	/** A step with another label. */
	private record Brief(NamedNode step) implements NamedNode {

		@Override
		public String getLabel() {
			return this.step.getShortName();
		}

		@Override
		public String getId() {
			return this.step.getId();
		}

		@Override
		public String getNodePrefixId() {
			return this.step.getNodePrefixId();
		}

		@Override
		public String getShortName() {
			return this.step.getShortName();
		}

		@Override
		public String getDescriptionText() {
			return this.step.getDescriptionText();
		}

		@Override
		public NamedNode getParent() {
			return this.step.getParent();
		}

		@Override
		public int getLineNumber() {
			return this.step.getLineNumber();
		}

		@Override
		public void setLineNumber(int line) {
			this.step.setLineNumber(line);
		}

		@Override
		public String getLocation() {
			return this.step.getLocation();
		}

		@Override
		public void setLocation(String location) {
			this.step.setLocation(location);
		}

	}

}

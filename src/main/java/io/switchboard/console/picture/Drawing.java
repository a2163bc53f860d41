package io.switchboard.console.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.switchboard.console.picture.Picture.Arrow;
import io.switchboard.console.picture.Picture.Box;
import io.switchboard.console.picture.Picture.Kind;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Lays boxes and arrows out with the library ELK. */
class Drawing {

	/** Space beside a box's text, on both sides together, in pixels. */
	private static final double MARGIN = 24;

	private static final double MOST = 340;

	/** How much smaller the letters of a note are than those of a title. */
	private static final double NOTE = 0.92;

	private static final double ROUND = 7;

	private static final double LEAST = 90;

	/** The box of a route is higher, because it also shows the state. */
	private static final double LEAST_ROUTE = 236;

	/** Room for the changing count on an arrow. ELK leaves none without a text. */
	private static final String NUMBER = "9,999";

	private static final double NUMBER_WIDTH = 36;

	private static final double NUMBER_HEIGHT = 14;

	private static final double GAP = 4;

	private final ElkNode graph = ElkGraphUtil.createGraph();

	private final Map<String, ElkNode> nodes = new LinkedHashMap<>();

	private final Map<ElkNode, Box> boxes = new LinkedHashMap<>();

	private final Map<ElkEdge, Arrow> arrows = new LinkedHashMap<>();

	Drawing() {
		this.graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
		this.graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
		this.graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
		this.graph.setProperty(CoreOptions.PARTITIONING_ACTIVATE, true);
		// each box stands in its column, even one without arrows
		this.graph.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, false);
		// without a fixed order, ELK's order differs each time
		this.graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
		this.graph.setProperty(CoreOptions.PADDING, new ElkPadding(2));
		this.graph.setProperty(CoreOptions.SPACING_NODE_NODE, 12.0);
		this.graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 56.0);
		this.graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
		this.graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 7.0);
	}

	void box(Kind kind, String id, String title, String note, boolean off) {
		ElkNode node = ElkGraphUtil.createNode(this.graph);
		double text = Math.max(width(title), NOTE * width(note));
		node.setDimensions(Math.min(MOST, Math.max((kind == Kind.ROUTE) ? LEAST_ROUTE : LEAST, MARGIN + text)),
				(kind == Kind.CASE || kind == Kind.ROUTE) ? 42 : 28);
		node.setProperty(CoreOptions.PARTITIONING_PARTITION, kind.ordinal());
		this.nodes.put(kind + id, node);
		this.boxes.put(node, new Box(kind, id, title, note, off, 0, 0, 0, 0));
	}

	/**
	 * The width of a text, about that of the widest usual font. A text that is wider is
	 * cut with dots.
	 */
	private static double width(String text) {
		return text.codePoints().mapToDouble((c) -> {
			if ("iljtfrI.,:;'|!()[]- ".indexOf(c) >= 0) {
				return 4.8;
			}
			if (c > 0x2e80) {
				return 13;
			}
			return ("mwMWQOGD@%&…—".indexOf(c) >= 0) ? 11 : (Character.isUpperCase(c) ? 8.8 : 7.6);
		}).sum();
	}

	void arrow(Kind kind, String from, String to, String note, boolean off) {
		ElkNode start = this.nodes.get(kind + from);
		ElkNode end = this.nodes.get(Kind.values()[kind.ordinal() + 1] + to);
		if (start != null && end != null) {
			ElkEdge edge = ElkGraphUtil.createSimpleEdge(start, end);
			this.arrows.put(edge, new Arrow(kind, from, to, note, off, "", 0, 0));
			if (kind == Kind.CASE) {
				ElkLabel number = ElkGraphUtil.createLabel(NUMBER, edge);
				number.setDimensions(NUMBER_WIDTH, NUMBER_HEIGHT);
				number.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
				number.setProperty(CoreOptions.EDGE_LABELS_INLINE, true);
			}
		}
	}

	Picture picture() {
		for (Kind kind : Kind.values()) {
			double widest = this.boxes.entrySet()
				.stream()
				.filter((each) -> each.getValue().kind() == kind)
				.mapToDouble((each) -> each.getKey().getWidth())
				.max()
				.orElse(0);
			this.boxes.entrySet()
				.stream()
				.filter((each) -> each.getValue().kind() == kind)
				.forEach((each) -> each.getKey().setWidth(widest));
		}
		new RecursiveGraphLayoutEngine().layout(this.graph, new BasicProgressMonitor());
		List<Box> placedBoxes = new ArrayList<>();
		this.boxes.forEach((node, box) -> placedBoxes.add(new Box(box.kind(), box.id(), box.title(), box.note(),
				box.off(), node.getX(), node.getY(), node.getWidth(), node.getHeight())));
		List<Arrow> placedArrows = new ArrayList<>();
		this.arrows.forEach((edge, arrow) -> {
			ElkEdgeSection section = edge.getSections().get(0);
			Point number = edge.getLabels()
				.stream()
				.findFirst()
				.map((label) -> new Point(label.getX() + label.getWidth() / 2, label.getY() + label.getHeight() - GAP))
				.orElseGet(() -> new Point(section.getStartX() + GAP, section.getStartY() - GAP));
			placedArrows.add(new Arrow(arrow.kind(), arrow.from(), arrow.to(), arrow.note(), arrow.off(), path(section),
					number.x, number.y));
		});
		return new Picture((int) Math.ceil(this.graph.getWidth()), (int) Math.ceil(this.graph.getHeight()),
				List.copyOf(placedBoxes), List.copyOf(placedArrows));
	}

	private record Point(double x, double y) {

		/**
		 * A point at a distance from one corner towards the next, at most half of the
		 * way.
		 */
		private Point towards(Point there) {
			double length = Math.hypot(there.x - this.x, there.y - this.y);
			double part = (length > 0) ? Math.min(ROUND / length, 0.5) : 0;
			return new Point(this.x + part * (there.x - this.x), this.y + part * (there.y - this.y));
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%.1f %.1f", this.x, this.y);
		}

	}

	/** With round corners. */
	private static String path(ElkEdgeSection section) {
		List<Point> points = new ArrayList<>();
		points.add(new Point(section.getStartX(), section.getStartY()));
		section.getBendPoints().forEach((bend) -> points.add(new Point(bend.getX(), bend.getY())));
		points.add(new Point(section.getEndX(), section.getEndY()));
		StringBuilder path = new StringBuilder("M" + points.get(0));
		for (int i = 1; i < points.size() - 1; i++) {
			Point corner = points.get(i);
			path.append(" L%s Q%s %s".formatted(corner.towards(points.get(i - 1)), corner,
					corner.towards(points.get(i + 1))));
		}
		return path.append(" L").append(points.get(points.size() - 1)).toString();
	}

}

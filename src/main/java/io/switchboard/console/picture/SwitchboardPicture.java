package io.switchboard.console.picture;

import io.switchboard.console.picture.Picture.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Draws the picture, and again only if the routes have changed. */
@Component
public class SwitchboardPicture {

	private @Nullable Wiring drawn;

	private @Nullable Picture picture;

	/**
	 * Draws the picture.
	 * @param wiring the rules, routes and kamelets
	 * @return the places of boxes and arrows
	 */
	public synchronized Picture of(Wiring wiring) {
		if (this.picture == null || !isOf(wiring)) {
			this.picture = draw(wiring);
			this.drawn = wiring;
		}
		return this.picture;
	}

	/** Whether the last picture is still true. */
	synchronized boolean isOf(Wiring wiring) {
		return wiring.equals(this.drawn);
	}

	private static Picture draw(Wiring wiring) {
		Drawing drawing = new Drawing();
		wiring.cases().forEach((each) -> drawing.box(Kind.CASE, each.id(), each.title(), note(each), !each.on()));
		wiring.routes().forEach((each) -> drawing.box(Kind.ROUTE, each.id(), each.id(), "", false));
		wiring.kamelets().forEach((each) -> drawing.box(Kind.KAMELET, each.name(), each.name(), "", false));
		wiring.kamelets()
			.stream()
			.flatMap((each) -> each.systems().stream())
			.distinct()
			.sorted()
			.forEach((system) -> drawing.box(Kind.SYSTEM, system, system, "", false));
		wiring.cases()
			.forEach((each) -> each.targets()
				.forEach((target) -> drawing.arrow(Kind.CASE, each.id(), target.route(),
						String.join(", ", target.conditions()), !each.on() || !target.on())));
		wiring.routes()
			.forEach((route) -> route.kamelets()
				.forEach((kamelet) -> drawing.arrow(Kind.ROUTE, route.id(), kamelet, "", false)));
		wiring.kamelets()
			.forEach((each) -> each.systems()
				.forEach((system) -> drawing.arrow(Kind.KAMELET, each.name(), system, "", false)));
		return drawing.picture();
	}

	private static String note(Wiring.Case each) {
		if (each.id().equals(WiringReader.NO_RULE)) {
			return "no rule wants it";
		}
		if (each.conditions().isEmpty()) {
			return each.contextKinds().isEmpty() ? "any context" : String.join(", ", each.contextKinds());
		}
		return String.join(", ", each.conditions());
	}

}

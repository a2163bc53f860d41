package io.switchboard.console.pages;

import java.security.Principal;
import java.sql.SQLException;
import java.util.Map;

import io.switchboard.audit.Audited;
import io.switchboard.console.login.Roles;
import io.switchboard.console.query.Result;
import io.switchboard.console.views.SavedView;
import io.switchboard.console.views.SavedViews;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Saved views: everybody has their own, and operators make some for all. A saved view is
 * opened here, so that a time range such as "Today" is that of the day when it is opened.
 */
@Controller
class ViewPages {

	/** The lists that have views, and what people call them. */
	static final Map<String, String> LISTS = Map.of("/calls", "Calls", "/events", "Events", "/deliveries", "Deliveries",
			"/dead-letters", "Dead letters", "/audit", "Audit", "/follow-ups", "To call back");

	private static final int LONGEST_NAME = 60;

	private static final int LONGEST_QUERY = 2000;

	private final SavedViews views;

	private final Times times;

	ViewPages(SavedViews views, Times times) {
		this.views = views;
		this.times = times;
	}

	@GetMapping("/views")
	String all(@Nullable Principal who, Model model) {
		model.addAttribute("views", this.views.all(name(who)));
		model.addAttribute("lists", LISTS);
		return "console/views";
	}

	@GetMapping("/views/{id:\\d+}")
	String open(@PathVariable long id, @Nullable Principal who) {
		SavedView view = this.views.all(name(who))
			.stream()
			.filter((each) -> each.id() == id)
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no saved view %d.".formatted(id)));
		Address address = Address.read(view.list(), view.query());
		Times.Span span = this.times.span(view.span());
		return "redirect:" + ((span != null) ? address.within(span) : address).link();
	}

	@Audited("view.save")
	@PostMapping("/views")
	String save(@RequestParam String list, @RequestParam String name, @RequestParam(defaultValue = "") String query,
			@RequestParam(defaultValue = "") String span, @RequestParam(defaultValue = "") String shared, Principal who,
			HttpServletRequest request, RedirectAttributes then) throws SQLException {
		String called = name.strip();
		if (!LISTS.containsKey(list) || query.length() > LONGEST_QUERY || called.indexOf('\0') >= 0) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "These are not filters of a list.");
		}
		Address address = Address.read(list, query);
		Result.isNothing();
		if (called.isEmpty() || called.length() > LONGEST_NAME) {
			then.addFlashAttribute("refused", "Give the view a name of 1 to %d characters.".formatted(LONGEST_NAME));
		}
		else if (!shared.isEmpty() && !request.isUserInRole(Roles.OPERATOR)) {
			then.addFlashAttribute("refused", "An operator can share a view. Save it for yourself.");
		}
		else {
			boolean moves = this.times.span(span) != null;
			Address kept = moves ? address.without("from").without("to") : address;
			this.views.save(new SavedView(0, list, called, kept.query(), moves ? span : null,
					shared.isEmpty() ? who.getName() : null), who.getName());
			Result.is(LISTS.get(list) + ": " + called);
			then.addFlashAttribute("done", "Saved as “%s”.".formatted(called));
		}
		return "redirect:" + address.link();
	}

	@Audited("view.delete")
	@PostMapping("/views/{id:\\d+}/delete")
	String delete(@PathVariable long id, Principal who, HttpServletRequest request, RedirectAttributes then)
			throws SQLException {
		String name = this.views.delete(id, who.getName(), request.isUserInRole(Roles.OPERATOR)).orElse(null);
		if (name == null) {
			Result.isNothing();
			then.addFlashAttribute("refused", "Not deleted: the view is gone, or only an operator may delete it.");
		}
		else {
			Result.is(name);
			then.addFlashAttribute("done", "Deleted “%s”.".formatted(name));
		}
		return "redirect:/views";
	}

	private static @Nullable String name(@Nullable Principal who) {
		return (who != null) ? who.getName() : null;
	}

}

package io.switchboard.console.pages;

import java.util.Optional;

import io.switchboard.console.login.RefusedAccess;
import io.switchboard.console.login.Roles;
import io.switchboard.console.views.SavedViews;
import jakarta.servlet.http.HttpServletRequest;
import io.switchboard.routes.reload.Reload;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UrlPathHelper;

/**
 * The values for every template: the menu, the current page, the user, and how to show a
 * time.
 */
@ControllerAdvice(annotations = Controller.class, basePackageClasses = EveryPage.class)
class EveryPage {

	private final Navigation navigation;

	private final Times times;

	private final Links links;

	private final Snapshots snapshots;

	private final Reload reload;

	private final Who who;

	private final SavedViews views;

	private final OfferedWords offered;

	EveryPage(Navigation navigation, Times times, Links links, Snapshots snapshots, Reload reload, Who who,
			SavedViews views, OfferedWords offered) {
		this.offered = offered;
		this.views = views;
		this.who = who;
		this.reload = reload;
		this.navigation = navigation;
		this.times = times;
		this.links = links;
		this.snapshots = snapshots;
	}

	@ModelAttribute
	void common(HttpServletRequest request, Model model) {
		model.addAttribute("navigation", this.navigation);
		model.addAttribute("times", this.times);
		model.addAttribute("who", this.who);
		model.addAttribute("links", this.links);
		model.addAttribute("savedViews", this.views);
		model.addAttribute("offered", this.offered);
		model.addAttribute("snapshots", this.snapshots);
		model.addAttribute("reload", this.reload.state());
		model.addAttribute("path", UrlPathHelper.rawPathInstance.getPathWithinApplication(request));
		model.addAttribute("user", Optional.ofNullable(request.getUserPrincipal()).map(this::name).orElse(null));
		model.addAttribute("operator", Roles.mayAct(request));
	}

	/** A part of a page leaves the flash to the page. */
	@ModelAttribute("notice")
	@Nullable String notice(HttpServletRequest request) {
		return (request.getHeader("HX-Request") == null) ? RefusedAccess.notice(request) : null;
	}

	private @Nullable String name(java.security.Principal principal) {
		return principal.getName();
	}

}

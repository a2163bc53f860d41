package io.switchboard.console;

import java.time.Instant;

import io.switchboard.audit.Audit;
import io.switchboard.audit.AuditEntry;
import io.switchboard.routes.reload.Reload;
import io.switchboard.routes.reload.ReloadState;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Notes logins, logouts, and each revision of the routes' folder that was loaded. */
@Component
class AuditedChanges {

	/**
	 * The person who changed a file is not known here. The folder's own history has it.
	 */
	private static final String FOLDER = "routes folder";

	private final Audit audit;

	private volatile String revision;

	AuditedChanges(Audit audit, Reload reload) {
		this.audit = audit;
		this.revision = reload.state().revision();
	}

	@EventListener
	void loggedIn(InteractiveAuthenticationSuccessEvent event) {
		note(event.getAuthentication().getName(), "login", null);
	}

	@EventListener
	void loggedOut(LogoutSuccessEvent event) {
		note(event.getAuthentication().getName(), "logout", null);
	}

	@EventListener
	void reloaded(ReloadState state) {
		if (!state.revision().equals(this.revision)) {
			this.revision = state.revision();
			note(FOLDER, "route.reload", state.revision());
		}
	}

	private void note(String who, String action, @Nullable String subject) {
		this.audit.note(new AuditEntry(0, Instant.now(), who, action, subject, null, null));
	}

}

package io.switchboard.routes.dryrun;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.switchboard.FewRoutes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A caller who waits for too long is escalated to the person on call. */
class OnCallEscalationTests {

	@TempDir
	Path folder;

	@Test
	void who_is_on_call_hears_of_it() throws Exception {
		FewRoutes.copyTo(this.folder, Set.of("follow-up-due-to-email"));
		Files.createDirectories(this.folder.resolve("on-call"));
		Files.writeString(this.folder.resolve("on-call/default.yaml"), """
				people: {anna: {email: anna@example.org}}
				shifts: [{when: mon-sun 00:00-24:00, who: anna}]
				""");
		Path sample = this.folder.resolve("samples/follow-up-due-to-email.nobody-on-call.json");
		Files.writeString(this.folder.resolve("samples/follow-up-due-to-email.nobody-on-call.expect.yaml"), """
				settings: {follow-up-due-to-email.enabled: "true", follow-up-due-to-email.escalate-to: on-call}
				mails:
				  - to: anna@example.org
				    subject: "You are on call. Still not called back: 447700900123 for Support"
				""");
		try (SampleRun run = new SampleRun(this.folder, (more) -> {
			Map<String, String> all = new HashMap<>(more);
			return PastEvents.settings(all);
		})) {
			assertThat(run.test(sample).problems()).isEmpty();
		}
	}

}

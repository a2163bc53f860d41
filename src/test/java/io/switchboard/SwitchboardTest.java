package io.switchboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.apache.camel.test.spring.junit5.CamelSpringBootExecutionListener;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.camel.test.spring.junit5.CamelSpringTestContextLoaderTestExecutionListener;
import org.apache.camel.test.spring.junit5.StopWatchTestExecutionListener;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * A test with a whole Switchboard in its demo profile: a real port, a real SMTP server
 * and a database file of its own. Spring's other test listeners are left out, because
 * they look for mocks among all beans around each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CamelSpringBootTest
@ResourceLock(providers = SharedContext.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY + "," + Client.OTHER_KEY, "api.token=" + Client.TOKEN,
				"hooks.crm.key=" + Client.HOOK_KEY + ", " + Client.OTHER_HOOK_KEY, "hooks.crm.id=request",
				"hooks.off.key=", "console.url=http://switchboard.test/", "display.time-zone=Europe/London",
				"voipstudio.api.record-wait=0s", "voipstudio.api.recording-wait=0s",
				"queue-missed-call-to-email.record-wait=0s", "call-ended-to-crm.recording-wait=0s",
				"call-settled-to-crm.recording-wait=0s", "reconciliation.every=0", "calls.settle=1h",
				"follow-up.enabled=false", "sms-received-to-reply.enabled=false", "calls.ask-after=1h",
				"inbox.retention=0", "routes.reload=off", "console.users[0].name=admin",
				"console.users[0].roles=operator", "console.users[0].password=" + Client.PASSWORD_HASH,
				"console.users[1].name=vera", "console.users[1].roles=viewer",
				"console.users[1].password=" + Client.PASSWORD_HASH, "console.users[2].name=otto",
				"console.users[2].roles=operator", "console.users[2].password=" + Client.PASSWORD_HASH,
				"console.users[0].extension=1001", "console.users[1].extension=1002, +44 118 321 1002",
				"console.users[3].name=paul", "console.users[3].roles=phone", "console.users[3].extension=1003",
				"console.users[3].password=" + Client.PASSWORD_HASH, "phones.reception.extension=1004",
				"phones.reception.token=" + Client.PHONE_TOKEN })
@AutoConfigureObservability(tracing = false)
@Import(Client.class)
@ContextConfiguration(initializers = TemporaryData.class)
@TestExecutionListeners(listeners = { SharedContext.class, DependencyInjectionTestExecutionListener.class,
		CamelSpringTestContextLoaderTestExecutionListener.class, CamelSpringBootExecutionListener.class,
		StopWatchTestExecutionListener.class })
public @interface SwitchboardTest {

}

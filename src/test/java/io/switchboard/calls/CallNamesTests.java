package io.switchboard.calls;

import io.switchboard.voipstudio.api.Contacts;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The name of the person outside, if the settled call does not say it. */
class CallNamesTests {

	private final Contacts contacts = mock(Contacts.class);

	private CallNames names(boolean asked) {
		given(this.contacts.nameOf("447700900123")).willReturn("Jane Roe");
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("contacts", this.contacts);
		return new CallNames(beans.getBeanProvider(Contacts.class), asked);
	}

	@Test
	void a_contact_names_who_is_outside_and_nobody_who_has_a_name() {
		CallNames names = names(true);
		String number = "447700900123";
		assertThat(names.outside("in", number, null, "2001", "Support")).isEqualTo("Jane Roe");
		assertThat(names.outside("in", number, "\"447700900123\" <447700900123>", "2001", null)).isEqualTo("Jane Roe");
		assertThat(names.outside("out", "2001", null, number, "")).isEqualTo("Jane Roe");
		assertThat(names.outside("in", number, "Jane from work", "2001", "Support")).isNull();
		assertThat(names.outside("in", "447700900124", null, "2001", "Support")).isNull();
		assertThat(names.outside("in", null, null, "2001", "Support")).isNull();
		assertThat(names(false).outside("in", number, null, "2001", "Support")).isNull();
	}

}

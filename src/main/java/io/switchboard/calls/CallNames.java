package io.switchboard.calls;

import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.api.Contacts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The name of who is outside, from VoIPstudio's contacts, where the call has none. */
@Component
class CallNames {

	private final ObjectProvider<Contacts> contacts;

	private final boolean asked;

	CallNames(ObjectProvider<Contacts> contacts, @Value("${calls.contact-names:false}") boolean asked) {
		this.contacts = contacts;
		this.asked = asked;
	}

	Call named(Call call) {
		Contacts contacts = this.asked ? this.contacts.getIfAvailable() : null;
		if (contacts == null) {
			return call;
		}
		boolean out = "out".equals(call.direction());
		String number = out ? call.dst() : call.src();
		if (!isNumber(out ? call.dstName() : call.srcName())) {
			return call;
		}
		String name = contacts.nameOf(number);
		return (name == null) ? call : out ? call.named(call.srcName(), name) : call.named(name, call.dstName());
	}

	/** The platform puts the number where it knows no name. */
	private static boolean isNumber(@Nullable String name) {
		return name == null || name.isBlank() || PhoneNumber.of(name) != null || PhoneNumber.isWithheld(name);
	}

}

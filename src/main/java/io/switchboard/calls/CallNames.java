package io.switchboard.calls;

import io.switchboard.voipstudio.PersonName;
import io.switchboard.voipstudio.api.Contacts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Finds the name of the person outside in VoIPstudio's contacts, if the call has none.
 */
@Component
class CallNames {

	private final ObjectProvider<Contacts> contacts;

	private final boolean asked;

	CallNames(ObjectProvider<Contacts> contacts, @Value("${calls.contact-names:false}") boolean asked) {
		this.contacts = contacts;
		this.asked = asked;
	}

	Call named(Call call) {
		String name = outside(call.direction(), call.src(), call.srcName(), call.dst(), call.dstName());
		return (name == null) ? call
				: "out".equals(call.direction()) ? call.named(call.srcName(), name) : call.named(name, call.dstName());
	}

	/**
	 * The name in the contacts; null if the call has a name, or the contacts have none.
	 */
	@Nullable String outside(@Nullable String direction, @Nullable String src, @Nullable String srcName, @Nullable String dst,
			@Nullable String dstName) {
		Contacts contacts = this.asked ? this.contacts.getIfAvailable() : null;
		boolean out = "out".equals(direction);
		// the platform writes the number in place of a name that it does not know
		boolean named = PersonName.ofCaller(out ? dstName : srcName) != null;
		return (contacts == null || named) ? null : contacts.nameOf(out ? dst : src);
	}

}

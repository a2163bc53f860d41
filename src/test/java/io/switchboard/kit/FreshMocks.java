package io.switchboard.kit;

import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Resets the mocks, so that no test sees what another has sent. */
class FreshMocks implements BeforeEachCallback {

	@Override
	public void beforeEach(ExtensionContext test) {
		MockEndpoint.resetMocks(SpringExtension.getApplicationContext(test).getBean(CamelContext.class));
	}

}

package io.switchboard.reconciliation;

import java.util.List;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.voipstudio.api.ApiStub;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Reads the pages of call records, with odd ones among them. */
@Order(2)
class CallWalkTests extends ReconciliationBench {

	@Test
	void the_walk_goes_page_by_page_until_all_is_older_and_bears_rows_that_move() {
		List<ObjectNode> all = LongStream.rangeClosed(1, 250)
			.mapToObj((id) -> Records.missed(1000 - id, ago(20)))
			.toList();
		page(1, all.subList(0, 100));
		page(2, all.subList(90, 190));
		page(3, all.subList(180, 250));
		page(4, List.of(Records.missed(500, ago(900))));
		reconciliation().run();
		assertThat(filed()).hasSize(250).doesNotHaveDuplicates();
		API.server()
			.verify(4,
					getRequestedFor(urlPathEqualTo(CDRS)).withQueryParam("sort", equalTo("id"))
						.withQueryParam("dir", equalTo("DESC"))
						.withQueryParam("limit", equalTo("100"))
						.withQueryParam("filter", absent()));
	}

	@Test
	void an_api_that_always_sends_the_same_page_is_asked_twice() {
		API.when(get(urlPathEqualTo(CDRS)), ApiStub.json(200, Records.page(List.of(Records.missed(1, ago(20))))));
		reconciliation().run();
		API.server().verify(2, getRequestedFor(urlPathEqualTo(CDRS)).withQueryParam("filter", absent()));
	}

	@Test
	void an_odd_record_is_counted_and_told_once_and_harms_no_other(CapturedOutput output) {
		double odd = counted("odd");
		API.when(get(urlPathEqualTo(CDRS)).withQueryParam("page", equalTo("2")), ApiStub.json(200, "{\"data\":[]}"));
		API.when(get(urlPathEqualTo(CDRS)).withQueryParam("page", equalTo("1")),
				ApiStub.json(200,
						"{\"data\":[null,\"x\",5,[],{\"id\":8801,\"live_id\":null,\"src\":\"447700900555\"},%s]}"
							.formatted(Records.missed(1, ago(20)).put("duration", "68").put("live_id", "" + live(1)))));
		reconciliation().run();
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.1");
		assertThat(counted("odd") - odd).isEqualTo(5);
		assertThat(output).containsOnlyOnce("record 8801 names no call").contains("without an id names no call");
		assertThat(output.getAll()).doesNotContain("447700900555").doesNotContain("447700900123");
	}

	@Test
	void what_was_found_before_the_api_failed_is_filed_and_the_rest_by_a_later_run(CapturedOutput output) {
		page(1, List.of(Records.missed(2, ago(20))));
		page(2, ApiStub.json(500, "{\"message\":\"out of order\"}"));
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.2");
		assertThat(this.table.state().lastError()).isEqualTo("VoIPstudio API: GET cdrs: 500 out of order");
		assertThat(output).contains("WARN", "GET cdrs: 500 out of order");
		page(2, List.of(Records.missed(1, ago(20))));
		reconciliation().run();
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.2", "reconciled.1");
		assertThat(this.table.state().lastError()).isNull();
		assertThat(this.table.state().callsFiled()).isEqualTo(2);
	}

}

package io.switchboard.console.pages;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.switchboard.audit.Audited;
import io.switchboard.bulk.Bulk;
import io.switchboard.bulk.Bulks;
import io.switchboard.console.query.Result;
import io.switchboard.delivery.table.DeliveryStatus;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Bulk operations: their progress, their results, and a stop.
 */
@Controller
class BulkPages {

	static final String PATH = "/deliveries/bulk";

	private final Bulks bulks;

	BulkPages(Bulks bulks) {
		this.bulks = bulks;
	}

	/**
	 * One of them as the page has it.
	 *
	 * @param deliveries how many, by status
	 */
	record Row(Bulk bulk, Map<DeliveryStatus, Long> deliveries) {

		/** Whether it may still change. */
		public boolean isUnderWay() {
			return this.bulk.isRunning() || this.deliveries.containsKey(DeliveryStatus.PENDING)
					|| this.deliveries.containsKey(DeliveryStatus.RETRYING);
		}

	}

	@GetMapping(PATH)
	String page(Model model) {
		List<Row> rows = this.bulks.latest()
			.stream()
			.map((each) -> new Row(each, this.bulks.deliveries(each)))
			.toList();
		model.addAttribute("rows", rows);
		model.addAttribute("underWay", rows.stream().anyMatch(Row::isUnderWay));
		return "console/bulk";
	}

	/** The part that changes. */
	@GetMapping(path = PATH, headers = "HX-Request")
	String now(Model model) {
		page(model);
		return "console/bulk :: rows";
	}

	@Audited("bulk.stop")
	@PostMapping(PATH + "/{id}/stop")
	String stop(@PathVariable long id, RedirectAttributes then) throws SQLException {
		if (!this.bulks.stop(id)) {
			Result.isNothing();
			then.addFlashAttribute("refused", "Bulk operation %d has ended already.".formatted(id));
		}
		return "redirect:" + PATH;
	}

}

package io.switchboard.console.pages.setup;

import java.nio.file.FileStore;
import java.nio.file.Files;

import io.switchboard.store.DataDirectory;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The disk of {@code data.dir}. */
@Component
@Order(7)
class DiskCheck implements SetupCheck {

	private static final DataSize LITTLE = DataSize.ofGigabytes(2);

	private static final DataSize NONE = DataSize.ofMegabytes(200);

	private final DataDirectory data;

	DiskCheck(DataDirectory data) {
		this.data = data;
	}

	@Override
	public String id() {
		return "disk";
	}

	@Override
	public String label() {
		return "Disk space";
	}

	@Override
	public String todo() {
		return "Make room on the disk of data.dir, or shorten inbox.retention.";
	}

	@Override
	public Found run() throws Exception {
		FileStore disk = Files.getFileStore(this.data.path());
		return found(disk.getUsableSpace(), disk.getTotalSpace());
	}

	Found found(long free, long all) {
		String said = "%,.1f GB of %,.1f GB are free where data.dir is.".formatted(free / 1e9, all / 1e9);
		if (free < NONE.toBytes()) {
			return Found.bad(said, todo());
		}
		return (free < LITTLE.toBytes()) ? Found.warn(said, todo()) : Found.good(said);
	}

}

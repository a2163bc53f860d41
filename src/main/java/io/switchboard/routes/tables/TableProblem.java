package io.switchboard.routes.tables;

/**
 * Why a file in {@code tables/} cannot run.
 *
 * @param path below the folder with the routes
 * @param line from 1; 0 for the whole file
 * @param what what is wrong, without a dot
 * @param mend what to do: one sentence
 * @param saidByDatabase whether the database refused it
 */
public record TableProblem(String path, int line, String what, String mend, boolean saidByDatabase) {

	static TableProblem of(TableFile file, String what, String mend) {
		return new TableProblem(file.path(), 0, what, mend, false);
	}

}

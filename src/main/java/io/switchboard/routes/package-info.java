/**
 * The basis of the YAML under routes/: its values, templates and statements.
 * <p>
 * {@code RoutesText} is all files at one moment. {@code FolderAtStart} is the folder that
 * runs, {@code RoutesSource} the one on disk. {@code Templates} renders.
 * {@code TypedStatements} binds the parameters of statements so that each fits its
 * column.
 * <p>
 * The packages: {@code values} passes values to Camel. {@code check} finds mistakes,
 * {@code reload} loads changes, {@code dryrun} tries them, {@code sample} makes tests of
 * stored events, {@code sent} copies what is sent. {@code hours}, {@code oncall},
 * {@code lookup}, {@code keywords} and {@code tables} read the folders of these names.
 */
@NullMarked
package io.switchboard.routes;

import org.jspecify.annotations.NullMarked;

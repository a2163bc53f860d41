/**
 * Tables of {@code routes/lookups}: the data of a queue, a number or a context, in a row
 * instead of a rule.
 * <p>
 * {@code LookupFile} checks a table, which {@code CsvLookup} or {@code YamlLookup} has
 * read. {@code Lookups} answers routes. {@code RowsAsFacts} gives every event its row.
 */
@NullMarked
package io.switchboard.routes.lookup;

import org.jspecify.annotations.NullMarked;

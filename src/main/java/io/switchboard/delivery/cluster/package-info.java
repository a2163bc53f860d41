/** Which node may run what: nodes, terms, leases and shards. */
@NullMarked
package io.switchboard.delivery.cluster;

import org.jspecify.annotations.NullMarked;

package io.switchboard.alerts;

import org.springframework.stereotype.Component;

/**
 * The tables of the alerts.
 *
 * @param alerts what is wrong
 * @param messages what is told
 * @param signs what each node sees
 */
@Component
record AlertTables(AlertTable alerts, MessageTable messages, SignTable signs) {
}

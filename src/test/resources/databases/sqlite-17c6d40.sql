-- Written by Switchboard at commit 17c6d40, with deliveries in every state.
BEGIN TRANSACTION;
CREATE TABLE "attempt" (
  delivery_id integer not null,
  number      integer not null,
  redelivery  integer not null default 0,
  started_at  text    not null,
  duration_ms integer not null,
  outcome     text    not null check (outcome in ('delivered', 'failed', 'later')),
  error       text, done text,
  primary key (delivery_id, number)
) without rowid;
INSERT INTO "attempt" VALUES(2,1,0,'2026-11-25T23:45:56.624Z',0,'delivered',NULL,NULL);
INSERT INTO "attempt" VALUES(4,1,0,'2026-11-25T23:45:56.669Z',702,'delivered',NULL,NULL);
INSERT INTO "attempt" VALUES(5,1,0,'2026-11-25T23:45:56.672Z',1676,'failed','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused',NULL);
INSERT INTO "attempt" VALUES(5,2,0,'2026-11-25T23:45:58.611Z',40,'failed','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused',NULL);
INSERT INTO "attempt" VALUES(7,1,0,'2026-11-25T23:45:57.027Z',325,'delivered',NULL,NULL);
INSERT INTO "attempt" VALUES(7,2,1,'2026-11-25T23:45:59.265Z',13,'delivered',NULL,NULL);
INSERT INTO "attempt" VALUES(8,1,0,'2026-11-25T23:45:57.072Z',1176,'failed','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused',NULL);
INSERT INTO "attempt" VALUES(8,2,0,'2026-11-25T23:45:58.609Z',38,'failed','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused',NULL);
INSERT INTO "attempt" VALUES(10,1,0,'2026-11-25T23:45:57.499Z',16,'delivered',NULL,NULL);
INSERT INTO "attempt" VALUES(12,1,0,'2026-11-25T23:46:24.330Z',243,'delivered',NULL,NULL);
INSERT INTO "attempt" VALUES(13,1,0,'2026-11-25T23:46:24.344Z',1009,'failed','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused',NULL);
INSERT INTO "attempt" VALUES(13,2,0,'2026-11-25T23:46:26.056Z',48,'failed','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused',NULL);
INSERT INTO "attempt" VALUES(16,1,0,'2026-11-25T23:46:28.101Z',8,'failed','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused',NULL);
INSERT INTO "attempt" VALUES(16,2,0,'2026-11-25T23:46:29.073Z',13,'failed','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused',NULL);
CREATE TABLE call (
  root_call_id  integer primary key,
  first_seen_at text    not null,
  last_seen_at  text    not null,
  start_time    text    not null,
  answered_at   text,
  end_time      text,
  direction     text,
  src           text,
  src_name      text,
  dst           text,
  dst_name      text,
  answered_by   text,
  queue         text,
  context_kind  text    not null,
  state         text    not null,
  outcome       text,
  wait_seconds  integer,
  talk_seconds  integer,
  legs          integer not null,
  events        integer not null,
  has_recording integer not null,
  reconciled    integer not null,
  names         text    not null,
  last_seq      integer not null
);
INSERT INTO "call" VALUES(7,'2026-11-25T23:45:57.469Z','2026-11-25T23:45:57.469Z','2026-11-25T23:45:57.469Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,NULL,1,1,0,0,'',8);
INSERT INTO "call" VALUES(4278000001,'2026-11-25T23:46:30.658Z','2026-11-25T23:46:30.658Z','2026-11-25T10:00:01.000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','ringing',NULL,NULL,NULL,1,1,0,0,'',13);
CREATE TABLE call_leg (
  call_id      integer primary key,
  root_call_id integer not null
);
CREATE TABLE "call_log" (
  call_id       integer unique,
  root_call_id  integer,
  outcome       text not null check (outcome in ('answered', 'missed')),
  direction     text,
  context       text,
  context_kind  text not null,
  src           text,
  src_name      text,
  dst           text,
  dst_name      text,
  start_time    text,
  connected_at  text,
  end_time      text,
  ring_seconds  integer,
  talk_seconds  integer,
  t_cause       text,
  terminated_by text,
  event_key     text not null,
  event_order   text not null,
  received_at   text not null,
  leg           text generated always as (coalesce(cast(call_id as text), event_key)) virtual
);
CREATE TABLE call_projection (
  name         text primary key,
  seq          integer not null,
  holder       text,
  locked_until text    not null
);
INSERT INTO "call_projection" VALUES('calls',3,'477af20c-c97e-4bb4-968e-d2ccc1a797ab','2026-11-25T23:46:47.424Z');
CREATE TABLE delivery (
  id              integer primary key autoincrement,
  event_seq       integer not null,
  route           text    not null,
  status          text    not null check (status in ('pending', 'delivered', 'retrying', 'dead', 'discarded')),
  attempts        integer not null default 0,
  next_attempt_at text,
  last_error      text,
  updated_at      text    not null, shard integer not null default 0, root_call_id integer, event_order text not null default '', uncounted integer not null default 0, waits integer not null default 0, redeliveries integer not null default 0, decided_by text,
  unique (event_seq, route)
);
INSERT INTO "delivery" VALUES(2,1,'unrouted','delivered',1,NULL,NULL,'2026-11-25T23:45:56.633Z',22,NULL,'2026-11-25 23:45:56 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(4,2,'sms-received-to-database','delivered',1,NULL,NULL,'2026-11-25T23:45:57.375Z',27,NULL,'2026-11-25 10:00:00 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(5,2,'sms-received-to-email','dead',2,NULL,'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused','2026-11-25T23:45:58.653Z',27,NULL,'2026-11-25 10:00:00 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(7,3,'sms-received-to-database','delivered',2,NULL,NULL,'2026-11-25T23:45:59.280Z',26,NULL,'2026-11-25 10:00:00 0000000000000',1,0,1,NULL);
INSERT INTO "delivery" VALUES(8,3,'sms-received-to-email','discarded',2,NULL,'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused','2026-11-25T23:45:58.966Z',26,NULL,'2026-11-25 10:00:00 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(10,8,'dtmf-to-database','delivered',1,NULL,NULL,'2026-11-25T23:45:57.517Z',12,7,'2026-11-25 23:45:57 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(12,10,'sms-received-to-database','delivered',1,NULL,NULL,'2026-11-25T23:46:24.580Z',25,NULL,'2026-11-25 10:00:00 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(13,10,'sms-received-to-email','retrying',2,'2026-11-26T00:56:19.064Z','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused','2026-11-25T23:46:26.115Z',25,NULL,'2026-11-25 10:00:00 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(15,11,'sms-received-to-database','pending',0,'2026-11-25T23:46:28.098Z',NULL,'2026-11-25T23:46:28.098Z',24,NULL,'2026-11-25 10:00:00 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(16,11,'sms-received-to-email','retrying',2,'2026-11-26T00:49:13.355Z','email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused','2026-11-25T23:46:29.092Z',24,NULL,'2026-11-25 10:00:00 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(17,12,'switchboard','pending',0,'2026-11-25T23:46:30.653Z',NULL,'2026-11-25T23:46:30.653Z',39,NULL,'2026-11-25 10:00:00 0000000000000',0,0,0,NULL);
INSERT INTO "delivery" VALUES(18,13,'switchboard','pending',0,'2026-11-25T23:46:30.660Z',NULL,'2026-11-25T23:46:30.660Z',36,4278000001,'2026-11-25 10:00:01 0000000000000',0,0,0,NULL);
CREATE TABLE dtmf (
  event_key    text primary key,
  call_id      integer,
  root_call_id integer,
  event_time   text,
  dtmf_tag     text,
  dtmf_target  text,
  src          text,
  dst          text,
  received_at  text not null
);
INSERT INTO "dtmf" VALUES('dtmf.1/dtmf-to-database',7,7,NULL,'x',NULL,NULL,NULL,'2026-11-25T23:45:57.469Z');
CREATE TABLE event (
  seq           integer primary key autoincrement,
  id            text    not null unique,
  event_name    text,
  context       text,
  context_kind  text    not null,
  call_id       integer,
  root_call_id  integer,
  event_time    text,
  received_at   text    not null,
  status        text    not null check (status in ('accepted', 'duplicate', 'quarantined')),
  reason        text,
  body          blob    not null
, src_number text, dst_number text, content_key text);
INSERT INTO "event" VALUES(1,'ready',NULL,NULL,'unknown',NULL,NULL,NULL,'2026-11-25T23:45:56.248Z','accepted',NULL,X'7B226964223A227265616479227D',NULL,NULL,NULL);
INSERT INTO "event" VALUES(2,'sms.1','sms.received',NULL,'unknown',NULL,NULL,'2026-11-25 10:00:00','2026-11-25T23:45:56.632Z','accepted',NULL,X'7B226964223A2022736D732E31222C20226576656E745F6E616D65223A2022736D732E7265636569766564222C20226576656E745F74696D65223A2022323032362D31312D32352031303A30303A3030222C2022637573746F6D65725F6964223A20312C2022757365725F6964223A20322C202266726F6D5F6E6F223A2022343437373030393030313233222C2022746F5F6E6F223A2022343432303739343630303030222C202274657874223A202268656C6C6F20736D732E31227D','447700900123','442079460000',NULL);
INSERT INTO "event" VALUES(3,'sms.2','sms.received',NULL,'unknown',NULL,NULL,'2026-11-25 10:00:00','2026-11-25T23:45:56.657Z','accepted',NULL,X'7B226964223A2022736D732E32222C20226576656E745F6E616D65223A2022736D732E7265636569766564222C20226576656E745F74696D65223A2022323032362D31312D32352031303A30303A3030222C2022637573746F6D65725F6964223A20312C2022757365725F6964223A20322C202266726F6D5F6E6F223A2022343437373030393030313233222C2022746F5F6E6F223A2022343432303739343630303030222C202274657874223A202268656C6C6F20736D732E32227D','447700900123','442079460000',NULL);
INSERT INTO "event" VALUES(6,'sms.1~8487f773','sms.received',NULL,'unknown',NULL,NULL,'2026-11-25 10:00:00','2026-11-25T23:45:57.360Z','duplicate','the id of an earlier event, with another body',X'7B226964223A2022736D732E31222C20226576656E745F6E616D65223A2022736D732E7265636569766564222C20226576656E745F74696D65223A2022323032362D31312D32352031303A30303A3030222C2022637573746F6D65725F6964223A20312C2022757365725F6964223A20322C202266726F6D5F6E6F223A2022343437373030393030313233222C2022746F5F6E6F223A2022343432303739343630303030222C202274657874223A20226F7468657220736D732E31227D','447700900123','442079460000',NULL);
INSERT INTO "event" VALUES(7,'quarantined.068740d8-6117-46c6-8571-c007842f3bc8',NULL,NULL,'unknown',NULL,NULL,NULL,'2026-11-25T23:45:57.421Z','quarantined','not JSON: line 1, column 1',X'6E6F74206A736F6E',NULL,NULL,NULL);
INSERT INTO "event" VALUES(8,'dtmf.1','call.dtmf',NULL,'unknown',7,7,NULL,'2026-11-25T23:45:57.469Z','accepted',NULL,X'7B226964223A2264746D662E31222C226576656E745F6E616D65223A2263616C6C2E64746D66222C2263616C6C5F6964223A372C2264746D665F746167223A2278227D',NULL,NULL,NULL);
INSERT INTO "event" VALUES(10,'sms.3','sms.received',NULL,'unknown',NULL,NULL,'2026-11-25 10:00:00','2026-11-25T23:46:24.158Z','accepted',NULL,X'7B226964223A2022736D732E33222C20226576656E745F6E616D65223A2022736D732E7265636569766564222C20226576656E745F74696D65223A2022323032362D31312D32352031303A30303A3030222C2022637573746F6D65725F6964223A20312C2022757365725F6964223A20322C202266726F6D5F6E6F223A2022343437373030393030313233222C2022746F5F6E6F223A2022343432303739343630303030222C202274657874223A202268656C6C6F20736D732E33227D','447700900123','442079460000',NULL);
INSERT INTO "event" VALUES(11,'sms.4','sms.received',NULL,'unknown',NULL,NULL,'2026-11-25 10:00:00','2026-11-25T23:46:28.090Z','accepted',NULL,X'7B226964223A2022736D732E34222C20226576656E745F6E616D65223A2022736D732E7265636569766564222C20226576656E745F74696D65223A2022323032362D31312D32352031303A30303A3030222C2022637573746F6D65725F6964223A20312C2022757365725F6964223A20322C202266726F6D5F6E6F223A2022343437373030393030313233222C2022746F5F6E6F223A2022343432303739343630303030222C202274657874223A202268656C6C6F20736D732E34227D','447700900123','442079460000',NULL);
INSERT INTO "event" VALUES(12,'sms.5','sms.received',NULL,'unknown',NULL,NULL,'2026-11-25 10:00:00','2026-11-25T23:46:30.652Z','accepted',NULL,X'7B226964223A2022736D732E35222C20226576656E745F6E616D65223A2022736D732E7265636569766564222C20226576656E745F74696D65223A2022323032362D31312D32352031303A30303A3030222C2022637573746F6D65725F6964223A20312C2022757365725F6964223A20322C202266726F6D5F6E6F223A2022343437373030393030313233222C2022746F5F6E6F223A2022343432303739343630303030222C202274657874223A202268656C6C6F20736D732E35227D','447700900123','442079460000',NULL);
INSERT INTO "event" VALUES(13,'call.1','call.ringing',NULL,'unknown',4278000001,4278000001,'2026-11-25 10:00:01','2026-11-25T23:46:30.658Z','accepted',NULL,X'7B226964223A2263616C6C2E31222C226576656E745F6E616D65223A2263616C6C2E72696E67696E67222C2263616C6C5F6964223A343237383030303030312C22726F6F745F63616C6C5F6964223A343237383030303030312C226576656E745F74696D65223A22323032362D31312D32352031303A30303A3031227D',NULL,NULL,NULL);
CREATE TABLE event_count (
  minute       integer not null,
  event_name   text    not null,
  context_kind text    not null,
  number       integer not null,
  primary key (minute, event_name, context_kind)
) without rowid;
INSERT INTO "event_count" VALUES(29927505,'','unknown',2);
INSERT INTO "event_count" VALUES(29927505,'call.dtmf','unknown',1);
INSERT INTO "event_count" VALUES(29927505,'sms.received','unknown',3);
CREATE TABLE event_count_position (seq integer not null);
INSERT INTO "event_count_position" VALUES(8);
CREATE TABLE event_number_position (seq integer not null, until_seq integer not null);
INSERT INTO "event_number_position" VALUES(0,0);
CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
INSERT INTO "flyway_schema_history" VALUES(1,'1','inbox and delivery','SQL','V1__inbox_and_delivery.sql',-1273858481,'','2026-11-25 23:45:49.630',23,1);
INSERT INTO "flyway_schema_history" VALUES(2,'2','destinations','SQL','V2__destinations.sql',1997951780,'','2026-11-25 23:45:49.686',1,1);
INSERT INTO "flyway_schema_history" VALUES(3,'3','order redelivery and pause','SQL','V3__order_redelivery_and_pause.sql',-976442486,'','2026-11-25 23:45:49.860',7,1);
INSERT INTO "flyway_schema_history" VALUES(4,'4','inbox','SQL','V4__inbox.sql',-1373294403,'','2026-11-25 23:45:49.865',1,1);
INSERT INTO "flyway_schema_history" VALUES(5,'5','reconciliation','SQL','V5__reconciliation.sql',-1615024908,'','2026-11-25 23:45:49.873',0,1);
INSERT INTO "flyway_schema_history" VALUES(6,'6','missed call sms back','SQL','V6__missed_call_sms_back.sql',-242421277,'','2026-11-25 23:45:49.884',0,1);
INSERT INTO "flyway_schema_history" VALUES(7,'7','event count','SQL','V7__event_count.sql',-1493641542,'','2026-11-25 23:45:49.889',2,1);
INSERT INTO "flyway_schema_history" VALUES(8,'8','calls','SQL','V8__calls.sql',-606361985,'','2026-11-25 23:45:49.896',1,1);
INSERT INTO "flyway_schema_history" VALUES(9,'9','console','SQL','V9__console.sql',233007208,'','2026-11-25 23:45:49.911',0,1);
INSERT INTO "flyway_schema_history" VALUES(10,'10','attempt done','SQL','V10__attempt_done.sql',-422148765,'','2026-11-25 23:45:49.918',0,1);
INSERT INTO "flyway_schema_history" VALUES(11,'11','numbers','SQL','V11__numbers.sql',-1791706888,'','2026-11-25 23:45:49.936',7,1);
INSERT INTO "flyway_schema_history" VALUES(12,'12','revisions','SQL','V12__revisions.sql',1658040752,'','2026-11-25 23:45:49.954',12,1);
CREATE TABLE missed_call_sms_back (
  day        text    not null,
  number     text    not null,
  event_key  text    not null,
  attempt    integer not null,
  claimed_at text not null,
  primary key (day, number)
);
CREATE TABLE paused_route (
  route     text primary key,
  paused_at text not null
);
INSERT INTO "paused_route" VALUES('sms-received-to-database','2026-11-25T23:46:26.566Z');
INSERT INTO "paused_route" VALUES('switchboard','2026-11-25T23:46:29.134Z');
CREATE TABLE queue_missed_call (
  event_key    text primary key,
  call_id      integer,
  root_call_id integer,
  event_time   text,
  start_time   text,
  duration     integer,
  src          text,
  src_name     text,
  dst          text,
  dst_name     text,
  context      text,
  t_cause      text,
  received_at  text not null
);
CREATE TABLE queue_wrapup (
  event_key    text primary key,
  call_id      integer,
  root_call_id integer,
  event_time   text,
  state        text,
  src          text,
  dst          text,
  dst_id       text,
  dst_name     text,
  context      text,
  received_at  text not null
);
CREATE TABLE reconciliation (
  name         text primary key,
  holder       text,
  locked_until text    not null,
  started_at   text,
  done_at      text,
  silent_since text,
  calls_filed  integer not null default 0,
  last_error   text
);
INSERT INTO "reconciliation" VALUES('calls',NULL,'1970-01-01T00:00:00.000Z',NULL,NULL,NULL,0,NULL);
CREATE TABLE sms (
  event_key   text primary key,
  event_time  text,
  customer_id integer,
  user_id     integer,
  from_no     text,
  to_no       text,
  text        text,
  received_at text not null
);
INSERT INTO "sms" VALUES('sms.2/sms-received-to-database','2026-11-25 10:00:00',1,2,'447700900123','442079460000','hello sms.2','2026-11-25T23:45:56.657Z');
INSERT INTO "sms" VALUES('sms.1/sms-received-to-database','2026-11-25 10:00:00',1,2,'447700900123','442079460000','hello sms.1','2026-11-25T23:45:56.632Z');
INSERT INTO "sms" VALUES('sms.3/sms-received-to-database','2026-11-25 10:00:00',1,2,'447700900123','442079460000','hello sms.3','2026-11-25T23:46:24.158Z');
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
CREATE INDEX event_by_call on event (root_call_id, seq) where root_call_id is not null;
CREATE INDEX event_by_name on event (event_name, seq);
CREATE INDEX event_not_accepted on event (status, seq) where status <> 'accepted';
CREATE INDEX delivery_by_status on delivery (status, id) where status <> 'delivered';
CREATE INDEX delivery_by_route on delivery (route, id);
CREATE INDEX delivery_due on delivery (route, next_attempt_at, id) where status in ('pending', 'retrying');
CREATE INDEX delivery_in_order on delivery (route, root_call_id, event_order, id)
  where status in ('pending', 'retrying') and root_call_id is not null;
CREATE INDEX event_by_src_number on event (src_number, seq) where src_number is not null;
CREATE INDEX event_by_dst_number on event (dst_number, seq) where dst_number is not null;
CREATE UNIQUE INDEX event_by_content on event (content_key) where content_key is not null;
CREATE INDEX event_of_ended_leg on event (call_id)
  where event_name in ('call.hangup', 'call.missed') and call_id <> root_call_id;
CREATE INDEX event_reconciled on event (seq) where substr(id, 1, 11) = 'reconciled.';
CREATE INDEX call_by_start on call (start_time, root_call_id);
CREATE INDEX call_by_src on call (src, start_time, root_call_id, outcome, direction) where src is not null;
CREATE INDEX call_by_dst on call (dst, start_time, root_call_id, outcome, direction) where dst is not null;
CREATE INDEX call_by_queue on call (queue, start_time, root_call_id, outcome, direction) where queue is not null;
CREATE INDEX call_by_outcome on call (outcome, start_time, root_call_id, direction) where outcome is not null;
CREATE INDEX call_by_direction on call (direction, start_time, root_call_id) where direction is not null;
CREATE INDEX call_by_last_seen on call (last_seen_at, root_call_id);
CREATE INDEX call_live on call (last_seen_at) where state in ('ringing', 'waiting', 'connected', 'on-hold');
CREATE INDEX call_of_queue on call (start_time, queue, outcome, wait_seconds, answered_at) where context_kind = 'queue';
CREATE INDEX call_leg_by_root on call_leg (root_call_id);
CREATE INDEX delivery_given_up on delivery (status, route, id) where status in ('dead', 'discarded');
CREATE INDEX call_log_by_root_call on call_log (root_call_id);
CREATE UNIQUE INDEX call_log_by_leg on call_log (leg);
CREATE INDEX delivery_by_older on delivery (route, id) where decided_by is not null;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('event',13);
INSERT INTO "sqlite_sequence" VALUES('delivery',18);
COMMIT;

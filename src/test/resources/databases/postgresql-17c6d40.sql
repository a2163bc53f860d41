-- Written by Switchboard at commit 17c6d40, with deliveries in every state.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.attempt (
    delivery_id bigint NOT NULL,
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    duration_ms bigint NOT NULL,
    outcome text NOT NULL,
    error text,
    redelivery integer DEFAULT 0 NOT NULL,
    done text,
    CONSTRAINT attempt_outcome_check CHECK ((outcome = ANY (ARRAY['delivered'::text, 'failed'::text, 'later'::text])))
);
CREATE TABLE public.call (
    root_call_id bigint NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    start_time timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    end_time timestamp with time zone,
    direction text,
    src text,
    src_name text,
    dst text,
    dst_name text,
    answered_by text,
    queue text,
    context_kind text NOT NULL,
    state text NOT NULL,
    outcome text,
    wait_seconds bigint,
    talk_seconds bigint,
    legs integer NOT NULL,
    events integer NOT NULL,
    has_recording boolean NOT NULL,
    reconciled boolean NOT NULL,
    names text NOT NULL COLLATE pg_catalog."C",
    last_seq bigint NOT NULL
);
CREATE TABLE public.call_leg (
    call_id bigint NOT NULL,
    root_call_id bigint NOT NULL
);
CREATE TABLE public.call_log (
    call_id bigint,
    root_call_id bigint,
    outcome text NOT NULL,
    direction text,
    context text,
    context_kind text NOT NULL,
    src text,
    src_name text,
    dst text,
    dst_name text,
    start_time text,
    connected_at text,
    end_time text,
    ring_seconds bigint,
    talk_seconds bigint,
    t_cause text,
    terminated_by text,
    event_key text NOT NULL,
    event_order text NOT NULL COLLATE pg_catalog."C",
    received_at timestamp with time zone NOT NULL,
    leg text GENERATED ALWAYS AS (COALESCE((call_id)::text, event_key)) STORED,
    CONSTRAINT call_log_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'missed'::text])))
);
CREATE TABLE public.call_projection (
    name text NOT NULL,
    seq bigint NOT NULL,
    holder text,
    locked_until timestamp with time zone NOT NULL
);
CREATE TABLE public.delivery (
    id bigint NOT NULL,
    event_seq bigint NOT NULL,
    route text NOT NULL,
    status text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone,
    last_error text,
    updated_at timestamp with time zone NOT NULL,
    shard smallint DEFAULT 0 NOT NULL,
    root_call_id bigint,
    event_order text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    uncounted integer DEFAULT 0 NOT NULL,
    waits integer DEFAULT 0 NOT NULL,
    redeliveries integer DEFAULT 0 NOT NULL,
    decided_by text,
    CONSTRAINT delivery_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'retrying'::text, 'dead'::text, 'discarded'::text])))
);
ALTER TABLE public.delivery ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dtmf (
    event_key text NOT NULL,
    call_id bigint,
    root_call_id bigint,
    event_time text,
    dtmf_tag text,
    dtmf_target text,
    src text,
    dst text,
    received_at timestamp with time zone NOT NULL
);
CREATE TABLE public.event (
    seq bigint NOT NULL,
    id text NOT NULL,
    event_name text,
    context text,
    context_kind text NOT NULL,
    call_id bigint,
    root_call_id bigint,
    event_time text,
    received_at timestamp with time zone NOT NULL,
    status text NOT NULL,
    reason text,
    body bytea NOT NULL,
    src_number text,
    dst_number text,
    content_key text,
    CONSTRAINT event_status_check CHECK ((status = ANY (ARRAY['accepted'::text, 'duplicate'::text, 'quarantined'::text])))
);
CREATE TABLE public.event_count (
    minute bigint NOT NULL,
    event_name text NOT NULL,
    context_kind text NOT NULL,
    number bigint NOT NULL
);
CREATE TABLE public.event_count_position (
    seq bigint NOT NULL
);
CREATE TABLE public.event_number_position (
    seq bigint NOT NULL,
    until_seq bigint NOT NULL
);
ALTER TABLE public.event ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.event_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE public.missed_call_sms_back (
    day text NOT NULL,
    number text NOT NULL,
    event_key text NOT NULL,
    attempt integer NOT NULL,
    claimed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.node (
    term bigint NOT NULL,
    name text NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    revision bigint,
    digest text,
    routes text
);
ALTER TABLE public.node ALTER COLUMN term ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.node_term_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.paused_route (
    route text NOT NULL,
    paused_at timestamp with time zone NOT NULL
);
CREATE TABLE public.queue_missed_call (
    event_key text NOT NULL,
    call_id bigint,
    root_call_id bigint,
    event_time text,
    start_time text,
    duration bigint,
    src text,
    src_name text,
    dst text,
    dst_name text,
    context text,
    t_cause text,
    received_at timestamp with time zone NOT NULL
);
CREATE TABLE public.queue_wrapup (
    event_key text NOT NULL,
    call_id bigint,
    root_call_id bigint,
    event_time text,
    state text,
    src text,
    dst text,
    dst_id text,
    dst_name text,
    context text,
    received_at timestamp with time zone NOT NULL
);
CREATE TABLE public.reconciliation (
    name text NOT NULL,
    holder text,
    locked_until timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    done_at timestamp with time zone,
    silent_since timestamp with time zone,
    calls_filed bigint DEFAULT 0 NOT NULL,
    last_error text
);
CREATE TABLE public.shard (
    number smallint NOT NULL,
    term bigint
);
CREATE TABLE public.sms (
    event_key text NOT NULL,
    event_time text,
    customer_id bigint,
    user_id bigint,
    from_no text,
    to_no text,
    text text,
    received_at timestamp with time zone NOT NULL
);
CREATE TABLE public.switchboard_revision (
    number bigint NOT NULL,
    digest text NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL
);
ALTER TABLE public.switchboard_revision ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.switchboard_revision_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.attempt VALUES (3, 1, '2026-11-25 23:47:00.801+00', 2, 'delivered', NULL, 0, NULL);
INSERT INTO public.attempt VALUES (4, 1, '2026-11-25 23:47:00.831+00', 146, 'delivered', NULL, 0, NULL);
INSERT INTO public.attempt VALUES (7, 1, '2026-11-25 23:47:00.976+00', 53, 'delivered', NULL, 0, NULL);
INSERT INTO public.attempt VALUES (5, 1, '2026-11-25 23:47:00.846+00', 313, 'failed', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', 0, NULL);
INSERT INTO public.attempt VALUES (8, 1, '2026-11-25 23:47:00.976+00', 185, 'failed', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', 0, NULL);
INSERT INTO public.attempt VALUES (10, 1, '2026-11-25 23:47:01.465+00', 122, 'delivered', NULL, 0, NULL);
INSERT INTO public.attempt VALUES (8, 2, '2026-11-25 23:47:01.693+00', 14, 'failed', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', 0, NULL);
INSERT INTO public.attempt VALUES (5, 2, '2026-11-25 23:47:01.692+00', 76, 'failed', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', 0, NULL);
INSERT INTO public.attempt VALUES (7, 2, '2026-11-25 23:47:02.657+00', 209, 'delivered', NULL, 1, NULL);
INSERT INTO public.attempt VALUES (12, 1, '2026-11-25 23:47:29.197+00', 61, 'delivered', NULL, 0, NULL);
INSERT INTO public.attempt VALUES (13, 1, '2026-11-25 23:47:29.196+00', 393, 'failed', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', 0, NULL);
INSERT INTO public.attempt VALUES (13, 2, '2026-11-25 23:47:30.215+00', 63, 'failed', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', 0, NULL);
INSERT INTO public.attempt VALUES (16, 1, '2026-11-25 23:47:32.158+00', 16, 'failed', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', 0, NULL);
INSERT INTO public.attempt VALUES (16, 2, '2026-11-25 23:47:33.241+00', 12, 'failed', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', 0, NULL);
INSERT INTO public.call VALUES (7, '2026-11-25 23:47:01.382+00', '2026-11-25 23:47:01.382+00', '2026-11-25 23:47:01.382+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'unknown', 'unknown', NULL, NULL, NULL, 1, 1, false, false, '', 8);
INSERT INTO public.call VALUES (4278000001, '2026-11-25 23:47:34.718+00', '2026-11-25 23:47:34.718+00', '2026-11-25 10:00:01+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'unknown', 'ringing', NULL, NULL, NULL, 1, 1, false, false, '', 13);
INSERT INTO public.call_projection VALUES ('calls', 3, '38ec6eaa-500c-45cb-a4a1-0f84511724c3', '2026-11-25 23:47:51.666+00');
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (3, 1, 'unrouted', 'delivered', 1, NULL, NULL, '2026-11-25 23:47:00.839+00', 22, NULL, '2026-11-25 23:47:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (4, 2, 'sms-received-to-database', 'delivered', 1, NULL, NULL, '2026-11-25 23:47:01.027+00', 27, NULL, '2026-11-25 10:00:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (10, 8, 'dtmf-to-database', 'delivered', 1, NULL, NULL, '2026-11-25 23:47:01.628+00', 12, 7, '2026-11-25 23:47:01 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (5, 2, 'sms-received-to-email', 'dead', 2, NULL, 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', '2026-11-25 23:47:01.777+00', 27, NULL, '2026-11-25 10:00:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (8, 3, 'sms-received-to-email', 'discarded', 2, NULL, 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', '2026-11-25 23:47:02.294+00', 26, NULL, '2026-11-25 10:00:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (7, 3, 'sms-received-to-database', 'delivered', 2, NULL, NULL, '2026-11-25 23:47:02.87+00', 26, NULL, '2026-11-25 10:00:00 0000000000000', 1, 0, 1, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (12, 10, 'sms-received-to-database', 'delivered', 1, NULL, NULL, '2026-11-25 23:47:29.292+00', 25, NULL, '2026-11-25 10:00:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (13, 10, 'sms-received-to-email', 'retrying', 2, '2026-11-26 00:51:51.816+00', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', '2026-11-25 23:47:30.289+00', 25, NULL, '2026-11-25 10:00:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (15, 11, 'sms-received-to-database', 'pending', 0, '2026-11-25 23:47:32.147+00', NULL, '2026-11-25 23:47:32.147+00', 24, NULL, '2026-11-25 10:00:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (16, 11, 'sms-received-to-email', 'retrying', 2, '2026-11-26 00:59:25.442+00', 'email-copy: Couldn''t connect to host, port: 127.0.0.1, 1; timeout 10000; caused by: Connection refused', '2026-11-25 23:47:33.256+00', 24, NULL, '2026-11-25 10:00:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (17, 12, 'switchboard', 'pending', 0, '2026-11-25 23:47:34.697+00', NULL, '2026-11-25 23:47:34.697+00', 39, NULL, '2026-11-25 10:00:00 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.delivery OVERRIDING SYSTEM VALUE VALUES (18, 13, 'switchboard', 'pending', 0, '2026-11-25 23:47:34.721+00', NULL, '2026-11-25 23:47:34.721+00', 36, 4278000001, '2026-11-25 10:00:01 0000000000000', 0, 0, 0, NULL);
INSERT INTO public.dtmf VALUES ('dtmf.1/dtmf-to-database', 7, 7, NULL, 'x', NULL, NULL, NULL, '2026-11-25 23:47:01.382+00');
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (1, 'ready', NULL, NULL, 'unknown', NULL, NULL, NULL, '2026-11-25 23:47:00.462+00', 'accepted', NULL, '\x7b226964223a227265616479227d', NULL, NULL, NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (2, 'sms.1', 'sms.received', NULL, 'unknown', NULL, NULL, '2026-11-25 10:00:00', '2026-11-25 23:47:00.63+00', 'accepted', NULL, '\x7b226964223a2022736d732e31222c20226576656e745f6e616d65223a2022736d732e7265636569766564222c20226576656e745f74696d65223a2022323032362d31312d32352031303a30303a3030222c2022637573746f6d65725f6964223a20312c2022757365725f6964223a20322c202266726f6d5f6e6f223a2022343437373030393030313233222c2022746f5f6e6f223a2022343432303739343630303030222c202274657874223a202268656c6c6f20736d732e31227d', '447700900123', '442079460000', NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (3, 'sms.2', 'sms.received', NULL, 'unknown', NULL, NULL, '2026-11-25 10:00:00', '2026-11-25 23:47:00.811+00', 'accepted', NULL, '\x7b226964223a2022736d732e32222c20226576656e745f6e616d65223a2022736d732e7265636569766564222c20226576656e745f74696d65223a2022323032362d31312d32352031303a30303a3030222c2022637573746f6d65725f6964223a20312c2022757365725f6964223a20322c202266726f6d5f6e6f223a2022343437373030393030313233222c2022746f5f6e6f223a2022343432303739343630303030222c202274657874223a202268656c6c6f20736d732e32227d', '447700900123', '442079460000', NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (6, 'sms.1~8487f773', 'sms.received', NULL, 'unknown', NULL, NULL, '2026-11-25 10:00:00', '2026-11-25 23:47:01.093+00', 'duplicate', 'the id of an earlier event, with another body', '\x7b226964223a2022736d732e31222c20226576656e745f6e616d65223a2022736d732e7265636569766564222c20226576656e745f74696d65223a2022323032362d31312d32352031303a30303a3030222c2022637573746f6d65725f6964223a20312c2022757365725f6964223a20322c202266726f6d5f6e6f223a2022343437373030393030313233222c2022746f5f6e6f223a2022343432303739343630303030222c202274657874223a20226f7468657220736d732e31227d', '447700900123', '442079460000', NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (7, 'quarantined.6054f24b-0764-4dfa-a0bd-c4813688dd3f', NULL, NULL, 'unknown', NULL, NULL, NULL, '2026-11-25 23:47:01.355+00', 'quarantined', 'not JSON: line 1, column 1', '\x6e6f74206a736f6e', NULL, NULL, NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (8, 'dtmf.1', 'call.dtmf', NULL, 'unknown', 7, 7, NULL, '2026-11-25 23:47:01.382+00', 'accepted', NULL, '\x7b226964223a2264746d662e31222c226576656e745f6e616d65223a2263616c6c2e64746d66222c2263616c6c5f6964223a372c2264746d665f746167223a2278227d', NULL, NULL, NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (10, 'sms.3', 'sms.received', NULL, 'unknown', NULL, NULL, '2026-11-25 10:00:00', '2026-11-25 23:47:28.899+00', 'accepted', NULL, '\x7b226964223a2022736d732e33222c20226576656e745f6e616d65223a2022736d732e7265636569766564222c20226576656e745f74696d65223a2022323032362d31312d32352031303a30303a3030222c2022637573746f6d65725f6964223a20312c2022757365725f6964223a20322c202266726f6d5f6e6f223a2022343437373030393030313233222c2022746f5f6e6f223a2022343432303739343630303030222c202274657874223a202268656c6c6f20736d732e33227d', '447700900123', '442079460000', NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (11, 'sms.4', 'sms.received', NULL, 'unknown', NULL, NULL, '2026-11-25 10:00:00', '2026-11-25 23:47:32.138+00', 'accepted', NULL, '\x7b226964223a2022736d732e34222c20226576656e745f6e616d65223a2022736d732e7265636569766564222c20226576656e745f74696d65223a2022323032362d31312d32352031303a30303a3030222c2022637573746f6d65725f6964223a20312c2022757365725f6964223a20322c202266726f6d5f6e6f223a2022343437373030393030313233222c2022746f5f6e6f223a2022343432303739343630303030222c202274657874223a202268656c6c6f20736d732e34227d', '447700900123', '442079460000', NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (12, 'sms.5', 'sms.received', NULL, 'unknown', NULL, NULL, '2026-11-25 10:00:00', '2026-11-25 23:47:34.692+00', 'accepted', NULL, '\x7b226964223a2022736d732e35222c20226576656e745f6e616d65223a2022736d732e7265636569766564222c20226576656e745f74696d65223a2022323032362d31312d32352031303a30303a3030222c2022637573746f6d65725f6964223a20312c2022757365725f6964223a20322c202266726f6d5f6e6f223a2022343437373030393030313233222c2022746f5f6e6f223a2022343432303739343630303030222c202274657874223a202268656c6c6f20736d732e35227d', '447700900123', '442079460000', NULL);
INSERT INTO public.event OVERRIDING SYSTEM VALUE VALUES (13, 'call.1', 'call.ringing', NULL, 'unknown', 4278000001, 4278000001, '2026-11-25 10:00:01', '2026-11-25 23:47:34.718+00', 'accepted', NULL, '\x7b226964223a2263616c6c2e31222c226576656e745f6e616d65223a2263616c6c2e72696e67696e67222c2263616c6c5f6964223a343237383030303030312c22726f6f745f63616c6c5f6964223a343237383030303030312c226576656e745f74696d65223a22323032362d31312d32352031303a30303a3031227d', NULL, NULL, NULL);
INSERT INTO public.event_count VALUES (29927507, '', 'unknown', 2);
INSERT INTO public.event_count VALUES (29927507, 'sms.received', 'unknown', 3);
INSERT INTO public.event_count VALUES (29927507, 'call.dtmf', 'unknown', 1);
INSERT INTO public.event_count_position VALUES (8);
INSERT INTO public.event_number_position VALUES (0, 0);
INSERT INTO public.flyway_schema_history VALUES (1, '1', 'inbox and delivery', 'SQL', 'V1__inbox_and_delivery.sql', -461350938, 'bench', '2026-11-25 23:46:52.110849', 91, true);
INSERT INTO public.flyway_schema_history VALUES (2, '2', 'destinations', 'SQL', 'V2__destinations.sql', -193674813, 'bench', '2026-11-25 23:46:52.240664', 310, true);
INSERT INTO public.flyway_schema_history VALUES (3, '3', 'order redelivery and pause', 'SQL', 'V3__order_redelivery_and_pause.sql', -1845231399, 'bench', '2026-11-25 23:46:52.582981', 76, true);
INSERT INTO public.flyway_schema_history VALUES (4, '4', 'inbox', 'SQL', 'V4__inbox.sql', -1373294403, 'bench', '2026-11-25 23:46:52.684885', 11, true);
INSERT INTO public.flyway_schema_history VALUES (5, '5', 'reconciliation', 'SQL', 'V5__reconciliation.sql', -2119080755, 'bench', '2026-11-25 23:46:52.706231', 32, true);
INSERT INTO public.flyway_schema_history VALUES (6, '6', 'missed call sms back', 'SQL', 'V6__missed_call_sms_back.sql', 1274465073, 'bench', '2026-11-25 23:46:52.756664', 55, true);
INSERT INTO public.flyway_schema_history VALUES (7, '7', 'event count', 'SQL', 'V7__event_count.sql', -1550620029, 'bench', '2026-11-25 23:46:52.832801', 212, true);
INSERT INTO public.flyway_schema_history VALUES (8, '8', 'calls', 'SQL', 'V8__calls.sql', -1442007101, 'bench', '2026-11-25 23:46:53.071405', 601, true);
INSERT INTO public.flyway_schema_history VALUES (9, '9', 'console', 'SQL', 'V9__console.sql', 233007208, 'bench', '2026-11-25 23:46:53.716654', 6, true);
INSERT INTO public.flyway_schema_history VALUES (10, '10', 'attempt done', 'SQL', 'V10__attempt_done.sql', -422148765, 'bench', '2026-11-25 23:46:53.739273', 6, true);
INSERT INTO public.flyway_schema_history VALUES (11, '11', 'numbers', 'SQL', 'V11__numbers.sql', 1157913487, 'bench', '2026-11-25 23:46:53.763042', 22, true);
INSERT INTO public.flyway_schema_history VALUES (12, '12', 'revisions', 'SQL', 'V12__revisions.sql', -2047168737, 'bench', '2026-11-25 23:46:53.811689', 14, true);
INSERT INTO public.node OVERRIDING SYSTEM VALUE VALUES (2, 'old/1', '2026-11-25 23:47:36.183471+00', 1, 'a757e969160f', 'call-ended-to-crm call-ended-to-database dtmf-to-database missed-call-sms-back queue-missed-call-to-database queue-missed-call-to-email queue-wrapup-to-database recording-to-archive sms-received-to-database sms-received-to-email switchboard unrouted vip-caller-transfer');
INSERT INTO public.paused_route VALUES ('sms-received-to-database', '2026-11-25 23:47:30.548+00');
INSERT INTO public.paused_route VALUES ('switchboard', '2026-11-25 23:47:33.17+00');
INSERT INTO public.reconciliation VALUES ('calls', NULL, '1970-01-01 00:00:00+00', NULL, NULL, NULL, 0, NULL);
INSERT INTO public.shard VALUES (0, 2);
INSERT INTO public.shard VALUES (1, 2);
INSERT INTO public.shard VALUES (2, 2);
INSERT INTO public.shard VALUES (3, 2);
INSERT INTO public.shard VALUES (4, 2);
INSERT INTO public.shard VALUES (5, 2);
INSERT INTO public.shard VALUES (6, 2);
INSERT INTO public.shard VALUES (7, 2);
INSERT INTO public.shard VALUES (8, 2);
INSERT INTO public.shard VALUES (9, 2);
INSERT INTO public.shard VALUES (10, 2);
INSERT INTO public.shard VALUES (11, 2);
INSERT INTO public.shard VALUES (12, 2);
INSERT INTO public.shard VALUES (13, 2);
INSERT INTO public.shard VALUES (14, 2);
INSERT INTO public.shard VALUES (15, 2);
INSERT INTO public.shard VALUES (16, 2);
INSERT INTO public.shard VALUES (17, 2);
INSERT INTO public.shard VALUES (18, 2);
INSERT INTO public.shard VALUES (19, 2);
INSERT INTO public.shard VALUES (20, 2);
INSERT INTO public.shard VALUES (21, 2);
INSERT INTO public.shard VALUES (22, 2);
INSERT INTO public.shard VALUES (23, 2);
INSERT INTO public.shard VALUES (24, 2);
INSERT INTO public.shard VALUES (25, 2);
INSERT INTO public.shard VALUES (26, 2);
INSERT INTO public.shard VALUES (27, 2);
INSERT INTO public.shard VALUES (28, 2);
INSERT INTO public.shard VALUES (29, 2);
INSERT INTO public.shard VALUES (30, 2);
INSERT INTO public.shard VALUES (31, 2);
INSERT INTO public.shard VALUES (32, 2);
INSERT INTO public.shard VALUES (33, 2);
INSERT INTO public.shard VALUES (34, 2);
INSERT INTO public.shard VALUES (35, 2);
INSERT INTO public.shard VALUES (36, 2);
INSERT INTO public.shard VALUES (37, 2);
INSERT INTO public.shard VALUES (38, 2);
INSERT INTO public.shard VALUES (39, 2);
INSERT INTO public.shard VALUES (40, 2);
INSERT INTO public.shard VALUES (41, 2);
INSERT INTO public.shard VALUES (42, 2);
INSERT INTO public.shard VALUES (43, 2);
INSERT INTO public.shard VALUES (44, 2);
INSERT INTO public.shard VALUES (45, 2);
INSERT INTO public.shard VALUES (46, 2);
INSERT INTO public.shard VALUES (47, 2);
INSERT INTO public.shard VALUES (48, 2);
INSERT INTO public.shard VALUES (49, 2);
INSERT INTO public.shard VALUES (50, 2);
INSERT INTO public.shard VALUES (51, 2);
INSERT INTO public.shard VALUES (52, 2);
INSERT INTO public.shard VALUES (53, 2);
INSERT INTO public.shard VALUES (54, 2);
INSERT INTO public.shard VALUES (55, 2);
INSERT INTO public.shard VALUES (56, 2);
INSERT INTO public.shard VALUES (57, 2);
INSERT INTO public.shard VALUES (58, 2);
INSERT INTO public.shard VALUES (59, 2);
INSERT INTO public.shard VALUES (60, 2);
INSERT INTO public.shard VALUES (61, 2);
INSERT INTO public.shard VALUES (62, 2);
INSERT INTO public.shard VALUES (63, 2);
INSERT INTO public.sms VALUES ('sms.1/sms-received-to-database', '2026-11-25 10:00:00', 1, 2, '447700900123', '442079460000', 'hello sms.1', '2026-11-25 23:47:00.63+00');
INSERT INTO public.sms VALUES ('sms.2/sms-received-to-database', '2026-11-25 10:00:00', 1, 2, '447700900123', '442079460000', 'hello sms.2', '2026-11-25 23:47:00.811+00');
INSERT INTO public.sms VALUES ('sms.3/sms-received-to-database', '2026-11-25 10:00:00', 1, 2, '447700900123', '442079460000', 'hello sms.3', '2026-11-25 23:47:28.899+00');
INSERT INTO public.switchboard_revision OVERRIDING SYSTEM VALUE VALUES (1, 'a757e969160f', '2026-11-25 23:47:00.241352+00', '2026-11-25 23:47:29.063023+00');
SELECT pg_catalog.setval('public.delivery_id_seq', 18, true);
SELECT pg_catalog.setval('public.event_seq_seq', 13, true);
SELECT pg_catalog.setval('public.node_term_seq', 2, true);
SELECT pg_catalog.setval('public.switchboard_revision_number_seq', 1, true);
ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (delivery_id, number);
ALTER TABLE ONLY public.call_leg
    ADD CONSTRAINT call_leg_pkey PRIMARY KEY (call_id);
ALTER TABLE ONLY public.call_log
    ADD CONSTRAINT call_log_call_id_key UNIQUE (call_id);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_pkey PRIMARY KEY (root_call_id);
ALTER TABLE ONLY public.call_projection
    ADD CONSTRAINT call_projection_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_event_seq_route_key UNIQUE (event_seq, route);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dtmf
    ADD CONSTRAINT dtmf_pkey PRIMARY KEY (event_key);
ALTER TABLE ONLY public.event_count
    ADD CONSTRAINT event_count_pkey PRIMARY KEY (minute, event_name, context_kind);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_id_key UNIQUE (id);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY public.missed_call_sms_back
    ADD CONSTRAINT missed_call_sms_back_pkey PRIMARY KEY (day, number);
ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (term);
ALTER TABLE ONLY public.paused_route
    ADD CONSTRAINT paused_route_pkey PRIMARY KEY (route);
ALTER TABLE ONLY public.queue_missed_call
    ADD CONSTRAINT queue_missed_call_pkey PRIMARY KEY (event_key);
ALTER TABLE ONLY public.queue_wrapup
    ADD CONSTRAINT queue_wrapup_pkey PRIMARY KEY (event_key);
ALTER TABLE ONLY public.reconciliation
    ADD CONSTRAINT reconciliation_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.shard
    ADD CONSTRAINT shard_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.sms
    ADD CONSTRAINT sms_pkey PRIMARY KEY (event_key);
ALTER TABLE ONLY public.switchboard_revision
    ADD CONSTRAINT switchboard_revision_pkey PRIMARY KEY (number);
CREATE INDEX call_by_direction ON public.call USING btree (direction, start_time, root_call_id) WHERE (direction IS NOT NULL);
CREATE INDEX call_by_dst ON public.call USING btree (dst, start_time, root_call_id, outcome, direction) WHERE (dst IS NOT NULL);
CREATE INDEX call_by_last_seen ON public.call USING btree (last_seen_at, root_call_id);
CREATE INDEX call_by_outcome ON public.call USING btree (outcome, start_time, root_call_id, direction) WHERE (outcome IS NOT NULL);
CREATE INDEX call_by_queue ON public.call USING btree (queue, start_time, root_call_id, outcome, direction) WHERE (queue IS NOT NULL);
CREATE INDEX call_by_src ON public.call USING btree (src, start_time, root_call_id, outcome, direction) WHERE (src IS NOT NULL);
CREATE INDEX call_by_start ON public.call USING btree (start_time, root_call_id);
CREATE INDEX call_leg_by_root ON public.call_leg USING btree (root_call_id);
CREATE INDEX call_live ON public.call USING btree (last_seen_at) WHERE (state = ANY (ARRAY['ringing'::text, 'waiting'::text, 'connected'::text, 'on-hold'::text]));
CREATE UNIQUE INDEX call_log_by_leg ON public.call_log USING btree (leg);
CREATE INDEX call_log_by_root_call ON public.call_log USING btree (root_call_id);
CREATE INDEX call_of_queue ON public.call USING btree (start_time, queue, outcome, wait_seconds, answered_at) WHERE (context_kind = 'queue'::text);
CREATE INDEX delivery_by_older ON public.delivery USING btree (route, id) WHERE (decided_by IS NOT NULL);
CREATE INDEX delivery_by_route ON public.delivery USING btree (route, id);
CREATE INDEX delivery_by_status ON public.delivery USING btree (status, id) WHERE (status <> 'delivered'::text);
CREATE INDEX delivery_due ON public.delivery USING btree (route, next_attempt_at, id) WHERE (status = ANY (ARRAY['pending'::text, 'retrying'::text]));
CREATE INDEX delivery_given_up ON public.delivery USING btree (status, route, id) WHERE (status = ANY (ARRAY['dead'::text, 'discarded'::text]));
CREATE INDEX delivery_in_order ON public.delivery USING btree (route, root_call_id, event_order, id) WHERE ((status = ANY (ARRAY['pending'::text, 'retrying'::text])) AND (root_call_id IS NOT NULL));
CREATE INDEX event_by_call ON public.event USING btree (root_call_id, seq) WHERE (root_call_id IS NOT NULL);
CREATE UNIQUE INDEX event_by_content ON public.event USING btree (content_key) WHERE (content_key IS NOT NULL);
CREATE INDEX event_by_dst_number ON public.event USING btree (dst_number, seq) WHERE (dst_number IS NOT NULL);
CREATE INDEX event_by_name ON public.event USING btree (event_name, seq);
CREATE INDEX event_by_src_number ON public.event USING btree (src_number, seq) WHERE (src_number IS NOT NULL);
CREATE INDEX event_not_accepted ON public.event USING btree (status, seq) WHERE (status <> 'accepted'::text);
CREATE INDEX event_of_ended_leg ON public.event USING btree (call_id) WHERE ((event_name = ANY (ARRAY['call.hangup'::text, 'call.missed'::text])) AND (call_id <> root_call_id));
CREATE INDEX event_reconciled ON public.event USING btree (seq) WHERE (substr(id, 1, 11) = 'reconciled.'::text);
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
ALTER TABLE ONLY public.shard
    ADD CONSTRAINT shard_term_fkey FOREIGN KEY (term) REFERENCES public.node(term) ON DELETE SET NULL;

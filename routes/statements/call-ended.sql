insert into call_log (call_id, root_call_id, outcome, direction, context, context_kind, src, src_name, dst, dst_name,
                      start_time, connected_at, end_time, ring_seconds, talk_seconds, t_cause, terminated_by, event_key,
                      event_order, received_at)
values (:?call_id, :?root_call_id, :?outcome, :?direction, :?context, :?context_kind, :?src, :?src_name, :?dst,
        :?dst_name, :?start_time, :?connected_at, :?end_time, :?ring_seconds, :?talk_seconds, :?t_cause,
        :?terminated_by, :?event_key, :?event_order, :?received_at)
on conflict (leg) do update set
  root_call_id = excluded.root_call_id, outcome = excluded.outcome, direction = excluded.direction,
  context = excluded.context, context_kind = excluded.context_kind, src = excluded.src, src_name = excluded.src_name,
  dst = excluded.dst, dst_name = excluded.dst_name, start_time = excluded.start_time,
  connected_at = excluded.connected_at, end_time = excluded.end_time, ring_seconds = excluded.ring_seconds,
  talk_seconds = excluded.talk_seconds, t_cause = excluded.t_cause, terminated_by = excluded.terminated_by,
  event_key = excluded.event_key, event_order = excluded.event_order, received_at = excluded.received_at
where excluded.event_order > call_log.event_order

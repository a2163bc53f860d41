insert into settled_call (root_call_id, outcome, direction, context, queue, src, src_name, dst, dst_name, answered_by,
                          start_time, connected_at, end_time, wait_seconds, talk_seconds, leg_count, transfer_count,
                          overflow_count, recording_count, corrected_outcome, event_key, event_order, received_at)
values (:?root_call_id, :?outcome, :?direction, :?context, :?queue, :?src, :?src_name, :?dst, :?dst_name,
        :?answered_by, :?start_time, :?connected_at, :?end_time, :?wait_seconds, :?talk_seconds, :?leg_count,
        :?transfer_count, :?overflow_count, :?recording_count, :?corrected_outcome, :?event_key, :?event_order,
        :?received_at)
on conflict (root_call_id) do update set
  outcome = excluded.outcome, direction = excluded.direction, context = excluded.context, queue = excluded.queue,
  src = excluded.src, src_name = excluded.src_name, dst = excluded.dst, dst_name = excluded.dst_name,
  answered_by = excluded.answered_by, start_time = excluded.start_time, connected_at = excluded.connected_at,
  end_time = excluded.end_time, wait_seconds = excluded.wait_seconds, talk_seconds = excluded.talk_seconds,
  leg_count = excluded.leg_count, transfer_count = excluded.transfer_count, overflow_count = excluded.overflow_count,
  recording_count = excluded.recording_count, corrected_outcome = excluded.corrected_outcome,
  event_key = excluded.event_key, event_order = excluded.event_order, received_at = excluded.received_at
where excluded.event_order > settled_call.event_order

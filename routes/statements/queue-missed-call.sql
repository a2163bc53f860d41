insert into queue_missed_call (event_key, call_id, root_call_id, event_time, start_time, duration, src, src_name, dst,
                               dst_name, context, t_cause, received_at)
values (:?event_key, :?call_id, :?root_call_id, :?event_time, :?start_time, :?duration, :?src, :?src_name, :?dst,
        :?dst_name, :?context, :?t_cause, :?received_at)
on conflict (event_key) do nothing

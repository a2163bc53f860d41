insert into queue_wrapup (event_key, call_id, root_call_id, event_time, state, src, dst, dst_id, dst_name, context,
                          received_at)
values (:?event_key, :?call_id, :?root_call_id, :?event_time, :?state, :?src, :?dst, :?dst_id, :?dst_name, :?context,
        :?received_at)
on conflict (event_key) do nothing

insert into dtmf (event_key, call_id, root_call_id, event_time, dtmf_tag, dtmf_target, src, dst, received_at)
values (:?event_key, :?call_id, :?root_call_id, :?event_time, :?dtmf_tag, :?dtmf_target, :?src, :?dst, :?received_at)
on conflict (event_key) do nothing

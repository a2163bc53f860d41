insert into sms (event_key, event_time, customer_id, user_id, from_no, to_no, text, received_at)
values (:?event_key, :?event_time, :?customer_id, :?user_id, :?from_no, :?to_no, :?text, :?received_at)
on conflict (event_key) do nothing

insert into missed_call_sms_back (day, number, event_key, attempt, claimed_at)
values (:?sms_day, :?sms_number, :?event_key, :?attempt, :?received_at)
on conflict (day, number) do update set attempt = excluded.attempt
where missed_call_sms_back.event_key = excluded.event_key and missed_call_sms_back.attempt < excluded.attempt

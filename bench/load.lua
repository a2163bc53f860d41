-- Events of many calls, each with an id of its own: the run's prefix, the thread's number, a counter.
local prefix = os.getenv("BENCH_PREFIX") or "run"
local base = tonumber(os.getenv("BENCH_CALLS") or "1000000")
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  count = 0
end

-- ~450 bytes, as the platform sends them
local body = '{"id":"%s.%d.%d","event_time":"2026-04-28 08:46:13","event_name":"call.hangup","call_id":%d,'
  .. '"root_call_id":%d,"final":true,"state":"HANGUP","connected_at":"2026-04-28 08:45:15",'
  .. '"start_time":"2026-04-28 08:45:05","context":"LOCAL_USER","destination":"in","duration":58,'
  .. '"t_cause":"Normal Clearing","src":"4477009%05d","src_id":"0","src_name":"\\"447700900123\\" <447700900123>",'
  .. '"src_hash":"fe5935cefbc82fc4e924bdaa21342a49c18c5dd9","dst":"1002","dst_id":"10002","dst_name":"John Smith"}'
local headers = { ["Content-Type"] = "application/json" }

function request()
  count = count + 1
  local call = base + count * 16 + number
  return wrk.format("POST", nil, headers, body:format(prefix, number, count, call, call, call % 100000))
end

function done(summary, latency, requests)
  io.write(string.format('\n{"requests":%d,"refused":%d,"broken":%d,"seconds":%.3f,"mean_ms":%.4f,"p50_ms":%.4f,"p99_ms":%.4f}\n',
    summary.requests, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    summary.duration / 1e6, latency.mean / 1e3, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end

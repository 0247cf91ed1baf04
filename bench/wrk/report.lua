-- What every script shares: the head of a request, and the figures in a form that a program reads.
local report = {}

function report.head(method, path, token, length)
  local lines = {
    method .. " " .. path .. " HTTP/1.1",
    "Host: localhost",
    -- Tokens of the API are bare; those of viewers have parts.
    token:find("[.:]") and "Authorization: Bearer " .. token or "Explo-Authorization: Token " .. token,
  }
  if length then
    lines[#lines + 1] = "Content-Type: application/json"
    lines[#lines + 1] = "Content-Length: "
  end
  return table.concat(lines, "\r\n")
end

function report.post(head, body)
  return head .. #body .. "\r\n\r\n" .. body
end

function report.done(summary, latency)
  local errors = summary.errors
  io.write(string.format("\nFIGURES requests=%d duration_us=%d errors=%d p50_us=%d p99_us=%d\n",
    summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end

return report

-- The same request again and again. Arguments: token, method, path, and the body where there is one.
local report = require("report")
local text

function init(args)
  local body = args[4]
  local head = report.head(args[2], args[3], args[1], body ~= nil)
  text = body and report.post(head, body) or head .. "\r\n\r\n"
end

function request()
  return text
end

done = report.done

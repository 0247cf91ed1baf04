-- get_customer of a random customer. Arguments: token, prefix, customers.
local report = require("report")
local head, prefix, customers

function init(args)
  head = report.head("POST", "/api/get_customer/", args[1], true)
  prefix, customers = args[2], tonumber(args[3])
  math.randomseed(os.time())
end

function request()
  return report.post(head, string.format('{"provided_id":"%s%d"}', prefix, math.random(1, customers)))
end

done = report.done

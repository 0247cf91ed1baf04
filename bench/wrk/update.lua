-- update_customer of a random customer: properties, e-mails and tags at once. Arguments: token, prefix, customers.
local report = require("report")
local head, prefix, customers

function init(args)
  head = report.head("POST", "/api/update_customer/", args[1], true)
  prefix, customers = args[2], tonumber(args[3])
  math.randomseed(os.time())
end

function request()
  local n = math.random(1, customers)
  local value = math.random(1, 1000000)
  return report.post(head, string.format(
    '{"provided_id":"%s%d","properties":{"region":"EMEA","plan":"gold","seats":%d,"filterValue":"value-%d"},'
    .. '"emails":["customer%d@example.com"],"group_tags":["engineers","sales"]}',
    prefix, n, value % 1000, value, n))
end

done = report.done

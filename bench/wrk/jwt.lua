-- generate_jwt for a random customer. Arguments: token, prefix, customers, embed id.
local report = require("report")
local head, prefix, customers, embed

function init(args)
  head = report.head("POST", "/api/generate_jwt/", args[1], true)
  prefix, customers, embed = args[2], tonumber(args[3]), args[4]
  math.randomseed(os.time())
end

function request()
  return report.post(head, string.format(
    '{"provided_id":"%s%d","embed_id":"%s"}', prefix, math.random(1, customers), embed))
end

done = report.done

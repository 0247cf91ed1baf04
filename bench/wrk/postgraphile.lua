-- PostGraphile's own update or read of a random record. Arguments: token (not used), prefix, records, update or read.
local report = require("report")
local head, prefix, records, updates

function init(args)
  head = report.head("POST", "/graphql", args[1], true):gsub("Explo[^\r]*\r\n", "")
  prefix, records, updates = args[2], tonumber(args[3]), args[4] == "update"
  math.randomseed(os.time())
end

function request()
  local n = math.random(1, records)
  if updates then
    local value = math.random(1, 1000000)
    return report.post(head, string.format(
      '{"query":"mutation($id:String!,$p:JSON!){updateCustomerByProvidedId(input:{providedId:$id,customerPatch:'
      .. '{properties:$p}}){customer{id providedId name properties}}}","variables":{"id":"%s%d","p":'
      .. '"{\\"region\\":\\"EMEA\\",\\"plan\\":\\"gold\\",\\"seats\\":%d,\\"filterValue\\":\\"value-%d\\"}"}}',
      prefix, n, value % 1000, value))
  end
  return report.post(head, string.format(
    '{"query":"query($id:String!){customerByProvidedId(providedId:$id){id providedId name properties}}",'
    .. '"variables":{"id":"%s%d"}}', prefix, n))
end

done = report.done

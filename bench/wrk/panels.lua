-- One panel for a random viewer. Arguments: token (not used), a file with a viewer's token a line, panel.
local report = require("report")
local texts = {}

function init(args)
  math.randomseed(os.time())
  for token in io.lines(args[2]) do
    texts[#texts + 1] =
      report.post(report.head("POST", "/embed/data", token, true), '{"panel":"' .. args[3] .. '"}')
  end
end

function request()
  return texts[math.random(1, #texts)]
end

done = report.done

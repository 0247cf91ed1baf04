/** What a snippet is written for. */
export interface SnippetNames {
  /** Address of the server, without a slash at its end. */
  readonly server: string;
  readonly embedId: string;
  readonly customer: string;
  readonly environment: string | undefined;
}

export interface Snippet {
  readonly id: string;
  readonly label: string;
  readonly code: string;
}

/** How a page shows the dashboard once it has a token. */
export function pageSnippets({ server, environment }: SnippetNames): readonly Snippet[] {
  const attribute = environment === undefined ? '' : ` environment="${environment}"`;
  const segment = environment === undefined ? '' : `/${environment}`;
  return [
    {
      id: 'component',
      label: 'Web component',
      code: `<script src="${server}/bundle.js"></script>
<explo-dashboard dash-jwt="JWT_FROM_YOUR_SERVER"${attribute}></explo-dashboard>`,
    },
    {
      id: 'iframe',
      label: 'Iframe',
      code: `<iframe
  src="${server}/iframe/JWT_FROM_YOUR_SERVER${segment}"
  title="Dashboard"
  style="width: 100%; height: 800px; border: 0"
></iframe>`,
    },
  ];
}

/**
 * How a server gets a token for a customer; the API token never leaves it. Ids of customers may
 * hold anything, so each stands in its code as that language writes a text.
 */
export function serverSnippets({ server, embedId, customer }: SnippetNames): readonly Snippet[] {
  const url = `${server}/api/generate_jwt/`;
  const json = JSON.stringify({ provided_id: customer, embed_id: embedId });
  const quoted = JSON.stringify(customer);
  const single = `'${customer.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return [
    {
      id: 'curl',
      label: 'curl',
      code: `curl --request POST '${url}' \\
  --header 'Content-Type: application/json' \\
  --header "Explo-Authorization: Token $VITRINE_TOKEN" \\
  --data '${json.replaceAll("'", "'\\''")}'`,
    },
    {
      id: 'node',
      label: 'Node',
      code: `const response = await fetch('${url}', {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    'Explo-Authorization': \`Token \${process.env.VITRINE_TOKEN}\`,
  },
  body: JSON.stringify({ provided_id: ${single}, embed_id: '${embedId}' }),
});
if (!response.ok) throw new Error(await response.text());
const { jwt } = await response.json();`,
    },
    {
      id: 'python',
      label: 'Python',
      code: `import json
import os
import urllib.request

request = urllib.request.Request(
    "${url}",
    data=json.dumps({"provided_id": ${quoted}, "embed_id": "${embedId}"}).encode(),
    headers={
        "Content-Type": "application/json",
        "Explo-Authorization": "Token " + os.environ["VITRINE_TOKEN"],
    },
)
with urllib.request.urlopen(request) as response:
    jwt = json.load(response)["jwt"]`,
    },
    {
      id: 'java',
      label: 'Java',
      code: `var request = HttpRequest.newBuilder(URI.create("${url}"))
    .header("Content-Type", "application/json")
    .header("Explo-Authorization", "Token " + System.getenv("VITRINE_TOKEN"))
    .POST(HttpRequest.BodyPublishers.ofString(${JSON.stringify(json)}))
    .build();
var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
// The answer is {"success":1,"jwt":"…"}: read it with the JSON library that you have.`,
    },
    {
      id: 'ruby',
      label: 'Ruby',
      code: `require "json"
require "net/http"

response = Net::HTTP.post(
  URI("${url}"),
  { provided_id: ${single}, embed_id: "${embedId}" }.to_json,
  "Content-Type" => "application/json",
  "Explo-Authorization" => "Token #{ENV.fetch("VITRINE_TOKEN")}"
)
jwt = JSON.parse(response.body).fetch("jwt")`,
    },
    {
      id: 'go',
      label: 'Go',
      code: `body := strings.NewReader(${JSON.stringify(json)})
request, err := http.NewRequest("POST", "${url}", body)
if err != nil {
	return err
}
request.Header.Set("Content-Type", "application/json")
request.Header.Set("Explo-Authorization", "Token "+os.Getenv("VITRINE_TOKEN"))
response, err := http.DefaultClient.Do(request)
if err != nil {
	return err
}
defer response.Body.Close()
var answer struct{ JWT string \`json:"jwt"\` }
if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
	return err
}`,
    },
    {
      id: 'php',
      label: 'PHP',
      code: `$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Content-Type: application/json',
        'Explo-Authorization: Token ' . getenv('VITRINE_TOKEN'),
    ],
    'content' => json_encode(['provided_id' => ${single}, 'embed_id' => '${embedId}']),
]]);
$answer = json_decode(file_get_contents('${url}', false, $context), true);
$jwt = $answer['jwt'];`,
    },
  ];
}

import { describe, expect, it } from 'vitest';
import { pageSnippets, serverSnippets } from './snippets.ts';

const names = {
  server: 'https://analytics.example.com',
  embedId: 'shopsales1',
  customer: 'acme',
  environment: 'production',
};

describe('code to embed a dashboard', () => {
  it('names the server, the dashboard and the customer in every language', () => {
    const snippets = serverSnippets(names);
    expect(snippets.map(({ id }) => id).sort()).toEqual(
      ['curl', 'go', 'java', 'node', 'php', 'python', 'ruby'].sort(),
    );
    for (const { code } of snippets) {
      expect(code).toContain('https://analytics.example.com/api/generate_jwt/');
      expect(code).toContain('shopsales1');
      expect(code).toContain('acme');
      expect(code).toContain('VITRINE_TOKEN');
    }
  });

  it('keeps whatever an id holds within its quotes', () => {
    const customer = `o'neil "x" \\`;
    const snippets = serverSnippets({ ...names, customer });
    const code = (id: string) => snippets.find((one) => one.id === id)?.code ?? '';
    expect(code('node')).toContain(`provided_id: 'o\\'neil "x" \\\\'`);
    expect(code('curl')).toContain(`"o'\\''neil \\"x\\" \\\\"`);
    expect(code('python')).toContain(JSON.stringify(customer));
  });

  it('shows the environment where there is one, in the component and the iframe', () => {
    const [component, iframe] = pageSnippets(names);
    expect(component?.code).toContain('environment="production"');
    expect(iframe?.code).toContain('/iframe/JWT_FROM_YOUR_SERVER/production"');
    const plain = pageSnippets({ ...names, environment: undefined });
    expect(plain.map(({ code }) => code).join()).not.toContain('production');
  });
});

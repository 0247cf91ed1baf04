// Makes and opens embed tokens with jose, as integrations do. Reads one JSON request from standard input, writes one
// JSON answer: {"encrypt": {claims, header, key}} gives {token}, {"decrypt": {token, key}} gives {header, claims}.
import { CompactEncrypt, EncryptJWT, compactDecrypt, decodeProtectedHeader } from 'jose';

async function encrypt({ claims, header, key }) {
  const secret = new TextEncoder().encode(key);
  if (claims.exp === undefined) {
    return new EncryptJWT(claims)
      .setProtectedHeader(header)
      .setIssuedAt()
      .setExpirationTime('1h')
      .encrypt(secret);
  }
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader(header)
    .encrypt(secret);
}

async function decrypt({ token, key }) {
  const { plaintext } = await compactDecrypt(token, new TextEncoder().encode(key));
  return {
    header: decodeProtectedHeader(token),
    claims: JSON.parse(new TextDecoder().decode(plaintext)),
  };
}

const chunks = [];
for await (const chunk of process.stdin) {
  chunks.push(chunk);
}
const request = JSON.parse(Buffer.concat(chunks).toString('utf8'));
const answer = request.encrypt
  ? { token: await encrypt(request.encrypt) }
  : await decrypt(request.decrypt);
process.stdout.write(JSON.stringify(answer));

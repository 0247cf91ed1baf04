// Installs the packages of package-lock.json, unless node_modules holds exactly these already.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const marker = join(web, 'node_modules', '.installed');
const wanted = createHash('sha256')
  .update(readFileSync(join(web, 'package-lock.json')))
  .update(process.version)
  .digest('hex');

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
  execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: web,
    stdio: 'inherit',
  });
  writeFileSync(marker, wanted);
}

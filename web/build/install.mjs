// Installs the packages of package-lock.json, unless node_modules holds exactly these already.
import { spawnSync } from 'node:child_process';
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
  const options = ['--prefer-offline', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', ['ci', ...options], { cwd: web, stdio: 'inherit' });
  if (status !== 0) {
    console.error('npm ci failed: the packages of web/package-lock.json could not be installed.');
    process.exit(1);
  }
  writeFileSync(marker, wanted);
}

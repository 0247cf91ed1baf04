import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Dashboard } from './Dashboard.tsx';

function App() {
  const [onlyTea, setOnlyTea] = useState(false);
  return (
    <main style={{ fontFamily: 'system-ui, sans-serif', margin: 24 }}>
      <h1>Our product</h1>
      <label style={{ display: 'block', marginBottom: 16 }}>
        <input type="checkbox" checked={onlyTea} onChange={() => setOnlyTea(!onlyTea)} /> Only tea
      </label>
      <Dashboard dashboard="shopsales1" category={onlyTea ? ['Tea'] : []} />
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

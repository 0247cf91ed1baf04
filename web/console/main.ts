import '@awesome.me/webawesome/dist/styles/themes/default.css';
import './theme/font.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/controls.css';
import './app/frame.css';
import './app/root.ts';
import { registerPictures } from './parts/pictures.ts';

registerPictures();

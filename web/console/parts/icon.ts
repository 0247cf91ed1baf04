import { svg, html } from 'lit';
import {
  Activity,
  ArrowDown,
  ArrowLeft,
  ArrowUp,
  Building2,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronsUpDown,
  CircleAlert,
  CircleCheck,
  CirclePlay,
  Code,
  Copy,
  Database,
  Download,
  Ellipsis,
  ExternalLink,
  Eye,
  FileText,
  Funnel,
  Globe,
  GripVertical,
  History,
  House,
  Info,
  KeyRound,
  Layers,
  LayoutDashboard,
  ListTree,
  LogOut,
  Mail,
  Menu,
  Monitor,
  Moon,
  Pencil,
  Plus,
  RefreshCw,
  Save,
  ScrollText,
  Search,
  Settings,
  Shield,
  Sun,
  SquareTerminal,
  Table,
  Tag,
  Trash2,
  TriangleAlert,
  Redo2,
  Smartphone,
  Undo2,
  Variable,
  Upload,
  User,
  UserPlus,
  Users,
  X,
  type IconNode,
} from 'lucide';

/** The console's pictures, from Lucide; each goes into the bundle only because it stands here. */
const icons = {
  activity: Activity,
  down: ArrowDown,
  back: ArrowLeft,
  up: ArrowUp,
  customer: Building2,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  switch: ChevronsUpDown,
  alert: CircleAlert,
  done: CircleCheck,
  play: CirclePlay,
  code: Code,
  copy: Copy,
  data: Database,
  download: Download,
  more: Ellipsis,
  external: ExternalLink,
  eye: Eye,
  file: FileText,
  filter: Funnel,
  globe: Globe,
  grip: GripVertical,
  history: History,
  home: House,
  info: Info,
  key: KeyRound,
  levels: Layers,
  dashboard: LayoutDashboard,
  tree: ListTree,
  leave: LogOut,
  mail: Mail,
  menu: Menu,
  system: Monitor,
  moon: Moon,
  edit: Pencil,
  add: Plus,
  refresh: RefreshCw,
  save: Save,
  log: ScrollText,
  search: Search,
  settings: Settings,
  shield: Shield,
  sun: Sun,
  sql: SquareTerminal,
  table: Table,
  tag: Tag,
  delete: Trash2,
  warning: TriangleAlert,
  phone: Smartphone,
  redo: Redo2,
  undo: Undo2,
  variables: Variable,
  upload: Upload,
  user: User,
  invite: UserPlus,
  users: Users,
  close: X,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof icons;

/** A picture beside a text; screen readers skip it. */
export function icon(name: IconName, size = 16): unknown {
  return html`<svg
    class="icon"
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width=${size > 20 ? 1.5 : 2}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${icons[name].map(shape)}
  </svg>`;
}

function shape([tag, given]: IconNode[number]): unknown {
  const at = (name: string) => given[name] as string | number | undefined;
  switch (tag) {
    case 'path':
      return svg`<path d=${at('d')} />`;
    case 'circle':
      return svg`<circle cx=${at('cx')} cy=${at('cy')} r=${at('r')} />`;
    case 'ellipse':
      return svg`<ellipse cx=${at('cx')} cy=${at('cy')} rx=${at('rx')} ry=${at('ry')} />`;
    case 'line':
      return svg`<line x1=${at('x1')} y1=${at('y1')} x2=${at('x2')} y2=${at('y2')} />`;
    case 'rect':
      return svg`<rect x=${at('x') ?? 0} y=${at('y') ?? 0} width=${at('width')} height=${at('height')} rx=${at('rx') ?? 0} />`;
    case 'polyline':
      return svg`<polyline points=${at('points')} />`;
    case 'polygon':
      return svg`<polygon points=${at('points')} />`;
    default:
      throw new Error(`the icon has a shape of its own: ${tag}`);
  }
}

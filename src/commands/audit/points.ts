// The points of Home Assistant's security checklist, in its order. Source: https://www.home-assistant.io/docs/configuration/securing/
// and https://www.home-assistant.io/docs/configuration/secrets/ (2026).
import type { AuditPoint } from '../../reporters/audit/audit-report.js';

export const HA = 'https://www.home-assistant.io';

export const POINTS = {
  secrets: {
    id: 'secrets',
    title: 'Secrets',
    asks: 'Keep secrets together in secrets.yaml, out of version control and of what is shared; the file itself does not encrypt them.',
  },
  backup: { id: 'backup', title: 'Backups', asks: 'Back up the configuration and the secrets.' },
  update: { id: 'update', title: 'Updates', asks: 'Keep the system up to date.' },
  access: { id: 'access', title: 'Remote access', asks: 'Secure the way in from outside, and who may come in.' },
  services: {
    id: 'services',
    title: 'Programs beside Home Assistant',
    asks: 'Leave no other door open: brokers, devices, cameras, containers.',
  },
  host: { id: 'host', title: 'SSH and host', asks: 'Log in by SSH with keys and not as root, and lock down the host.' },
} as const satisfies Readonly<Record<string, AuditPoint>>;

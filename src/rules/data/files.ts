// Files that hold logins, keys or the house's history by their nature, whatever their text says.
// Globs match below any folder; `*` and `?` stop at `/`, `**` does not. The first group that matches decides.
import type { Severity } from '../../types.js';

export interface FileGroup {
  readonly what: string;
  readonly severity: Severity;
  readonly source: string;
  readonly globs: readonly string[];
  /** Its lines are read, so that what they hold is reported there; the file as such only where that is nothing. */
  readonly byLine?: boolean;
}

const globs = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Copies meant to be committed, and public halves of keys. */
export const HARMLESS_FILES = globs(
  '*.pub .env.example .env.sample .env.template .env.dist *.env.example example.env default.env sample.env .env.*.example',
);

export const FILE_GROUPS: readonly FileGroup[] = [
  {
    what: 'a file of variables, which mostly holds logins',
    severity: 'error',
    source: 'Docker Compose: environment variables, `.env` is read without being named',
    globs: globs('.env'),
    byLine: true,
  },
  {
    what: 'a file of variables, which mostly holds logins',
    severity: 'warning',
    source: 'Docker Compose: `env_file`',
    globs: globs('.env.* *.env'),
    byLine: true,
  },
  {
    what: 'a part of Home Assistant’s store that holds no login, but names, places or states',
    severity: 'warning',
    source: 'homeassistant 2026.11.0: helpers/storage.py STORAGE_DIR, written without `private`',
    globs:
      globs(`.storage/person .storage/zone .storage/core.config .storage/core.device_registry .storage/core.entity_registry .storage/core.area_registry
      .storage/core.restore_state .storage/core.uuid .storage/core.analytics .storage/lovelace* .storage/input_* .storage/counter .storage/timer .storage/schedule
      .storage/trace.saved_traces .storage/hacs.* .storage/unifi* .storage/onboarding .storage/google_assistant .storage/frontend*`),
  },
  {
    what: 'Home Assistant’s store of logins, tokens and keys',
    severity: 'error',
    source:
      'homeassistant 2026.11.0: helpers/storage.py STORAGE_DIR; auth/auth_store.py; config_entries.py; hass_nabucasa cloud',
    globs: globs('.storage/** .cloud/**'),
  },
  {
    what: 'a database with the house’s history',
    severity: 'error',
    source: 'homeassistant 2026.11.0: components/recorder; frigate 0.18: database',
    globs: globs('home-assistant_v2.db* home-assistant.db* frigate.db*'),
  },
  {
    what: 'a file with the keys of the radio network',
    severity: 'error',
    source: 'zha: zigbee.db network backups; zigbee2mqtt 2.12.1 coordinator_backup.json; zwave-js-ui settings',
    globs: globs('zigbee.db* coordinator_backup.json zwavejs2mqtt/settings.json'),
  },
  {
    what: 'a log, which may print URLs with logins and tokens',
    severity: 'error',
    source: 'homeassistant 2026.11.0: bootstrap.py ERROR_LOG_FILENAME',
    globs: globs('home-assistant.log*'),
  },
  {
    what: 'a private key or key store',
    severity: 'error',
    source:
      'RFC 7468, PKCS#12, OpenSSH, KNX Secure keyrings, KeePass; homeassistant components/{tesla_fleet,androidtv,bosch_shc,lutron_caseta}',
    globs: globs(
      `*.key *.p12 *.pfx *.kdbx *.ppk *.knxkeys privkey*.pem id_rsa* id_ed25519* id_ecdsa* id_dsa* .ssh/** acme.json adbkey bosch_shc/** `,
    ),
  },
  {
    what: 'a file with logins or tokens',
    severity: 'error',
    source: 'token caches of homeassistant components (0.77.3 to 2026.11.0), Node-RED, Mosquitto, git, rclone, Ansible',
    globs:
      globs(`secrets.toml secrets.yaml.* secrets.yml.* .google.token google_keep_token* .spotify-token-cache .cache-*spotify* SERVICE_ACCOUNT.json
      *service_account*.json *service-account*.json client_secret*.json .credentials* *.token .matrix.conf .august.conf .wink.conf .remember_the_milk.conf
      .schluter.conf .nanoleaf.conf .nanoleaf_aurora.conf .tradfri_psk.conf tradfri_standalone_psk.conf .tile.conf .ring_cache.pickle .logi_cache.pickle .apns
      *_apns.yaml .hue_*.conf phue.conf ecobee.conf nest.conf plex.conf tellduslive.conf sabnzbd.conf webostv.conf gpmpd.conf fitbit.conf freebox.conf
      deconz.conf bravia.conf axis.conf nexia_config_*.conf html5_push_registrations.conf .google_maps_location_sharing.cookies* *.cookies *cookies*.pickle
      skybell_*.pickle vicare_token.save FLUME_TOKEN_FILE* .homekit.state .homekit.* homekit_controller/pairing.json pairing.json *.pairing auth.token
      .gmusic* .withings* withings*.conf o365_storage/** .O365-token-cache/** .alexa_media.* alexa_media.*.pickle go2rtc_homekit.yml .jwt_secret
      .config.runtime.json flows_cred.json *_cred.json .htpasswd mosquitto*/passwords* mosquitto*/passwd .netrc .git-credentials .pgpass .my.cnf
      .smbcredentials rclone.conf .aws/credentials .vault_pass* .vaultCredential tokens.txt`),
  },
  {
    what: 'a backup, which holds the secrets file and the store',
    severity: 'error',
    source: 'homeassistant 2026.11.0: components/backup (backups/, tmp_backups/, emergency kit)',
    globs: globs('backups/*.tar* backup/*.tar* tmp_backups/** *emergency?kit*'),
  },
  {
    what: 'ESPHome’s build output, which holds the Wi-Fi password and the keys',
    severity: 'error',
    source: 'esphome 2026.10.0: core/config.py build_path, storage_json.py',
    globs: globs('.esphome/** esphome/build/** *.esphomebundle*'),
  },
  {
    what: 'a key or a VPN profile',
    severity: 'warning',
    source: 'RFC 7468, OpenVPN, WireGuard, Java key stores',
    globs: globs('*.pem *.jks *.keystore *.ovpn *.mobileconfig wg[0-9].conf'),
  },
  {
    what: 'a database or a log',
    severity: 'warning',
    source: 'SQLite; Z-Wave, Zigbee2MQTT and MQTT logs',
    globs: globs(
      '*.db *.db-shm *.db-wal OZW_Log.txt zigbee2mqtt/log/** mqtt_dump.txt *.log zigbee2mqtt/database.db* pyozw.sqlite',
    ),
  },
  {
    what: 'a file in which programs keep tokens or sessions',
    severity: 'warning',
    source: 'homeassistant components (0.77.3 to 2026.11.0), npm, Zigbee2MQTT, Z-Wave',
    globs:
      globs(`*.pickle secrets.json *.secrets.yaml credentials.json token.json google_calendars.yaml .ios.conf harmony_*.conf .uuid
      .ps4-games.*.json .npmrc zwcfg_*.xml ozw_*.xml zwave_js_dump*.json zigbee2mqtt/state.json`),
  },
  {
    what: 'an archive or an editor’s copy, whose content nobody sees',
    severity: 'warning',
    source: 'tar, zip; Vim, Emacs and merge leftovers of configuration files',
    globs: globs('*.tar *.tar.gz *.tgz *.bak *.yaml~ *.orig *.swp .HA_RESTORE core.[0-9]*'),
  },
  {
    what: 'a list of devices or addresses of the house',
    severity: 'warning',
    source: 'homeassistant 2026.11.0: components/device_tracker/legacy.py, components/http/ban.py',
    globs: globs('known_devices.yaml ip_bans.yaml .shopping_list.json known_hosts'),
  },
  {
    what: 'a firmware image, which holds the Wi-Fi password',
    severity: 'warning',
    source: 'esphome 2026.10.0: firmware images; Tasmota configuration dumps',
    globs: globs('firmware*.bin *.ota.bin *.factory.bin *.elf *.dmp'),
  },
];

// Names of keys that hold credentials, whatever the integration. A row cites where the names come from.
// Order matters: the first row that matches decides.

import { type KeyRow, row } from './key-row.js';
import { WORD_ROWS } from './key-words.js';

export type { Gate, KeyRow } from './key-row.js';

const CORE = 'homeassistant 2026.11.0: const.py and the Secret markers of components/';
const ESPHOME = 'esphome 2026.10.0: config_validation.py SENSITIVE_KEY_FRAGMENTS and cv.sensitive call sites';
const IMAGES = 'environment variables in the documentation of container images (*_PASS, *_SECRET, *_TOKEN)';

export const KEY_ROWS: readonly KeyRow[] = [
  row('literal', 'password', CORE, 'password, passwd, passphrase, passcode, pass word, pass phrase'),
  ...WORD_ROWS,
  row(
    'password-like',
    'password',
    'homeassistant 2026.11.0: components/adax wifi_pswd; abbreviations of it',
    'pw, pwd, psw, pswd, pasword, passw, pword',
  ),
  row('literal', 'Wi-Fi password', 'wpa_supplicant.conf(5), hostapd.conf(5)', 'wifi key, wlan key, wpa key, wpa2 key'),
  row('literal', 'pre-shared key', ESPHOME, 'psk, preshared key, pre shared key, presharedkey'),
  row('token', 'API key', CORE, 'api key, apikey, api token, apitoken, api secret, apisecret, api password, api code'),
  row(
    'token',
    'token',
    CORE,
    `access token, accesstoken, refresh token, refreshtoken, auth token, authtoken, id token, bearer token, bearer, bot token,
    personal access token, session token, sponsor token, sponsortoken, device token, devicetoken, security token, securitytoken,
    app token, user token, server token, share token, secret token, github token, account token, llat, jwt`,
  ),
  row(
    'token',
    'secret',
    CORE,
    `client secret, clientsecret, app secret, appsecret, consumer secret, shared secret, webhook secret, push secret, mfa secret,
    totp secret, otp secret, jwt secret, session secret, cookie secret, auth secret, credential secret, provisioning secret`,
  ),
  row(
    'token',
    'key',
    CORE,
    `encryption key, encryptionkey, private key, privatekey, prv key, priv key, secret key, secretkey, access key, accesskey,
    auth key, authkey, app key, appkey, application key, network key, networkkey, local key, localkey, device key, user key,
    subscription key, subscriptionkey, account key, product key, license key, licence key, decryption key, bind key, bindkey,
    link key, master key, signing key, session key, sas key, ha key, authenticated key, unauthenticated key, access control key,
    legacy key, s0 legacy, passkey, pskc`,
  ),
  row(
    'token',
    'credential',
    CORE,
    'secret access key, connection string, connectionstring, npsso, install code, installer code',
  ),
  row(
    'code',
    'code',
    'homeassistant 2026.11.0: google_assistant secure_devices_pin, comelit vedo_pin, services of alarm_control_panel, lock, zha, zwave_js',
    `pincode, pin code, alarm code, disarm code, arm code, panic code, lock code, door code, gate code, access code, security code,
    user code, usercode, master code, keypad code, entry code, garage code, unlock code, pairing code, setup code, duress code,
    guest code, safe code, code alarm, devices pin, panel pin, vedo pin, security pin, alarm pin, sim pin, user pin, unlock pin,
    lock pin, door pin, parental pin, card pin, login pin, alarm pincode`,
  ),
  row('token', 'token', 'homeassistant 2026.11.0: const.py CONF_TOKEN', 'token'),
  row('password-like', 'secret', ESPHOME, 'secret'),
  row('password-like', 'password', IMAGES, 'pass'),
  row('key-material', 'credential', CORE, 'credential, credentials'),
  row('login', 'login', 'homeassistant 2026.11.0: const.py CONF_AUTHENTICATION; RFC 7617', 'auth, basic auth'),
  row('token', 'session cookie', 'spotcast: README (sp_dc and sp_key cookies)', 'sp dc, sp key'),
  row('key-material', 'session cookie', 'RFC 6265', 'cookie'),
  row(
    'key-material',
    'secret',
    'homeassistant 2026.11.0: auth/mfa_modules/totp.py (ota_secret)',
    'totp, otp seed, totp seed, mfa seed',
  ),
  row('key-material', 'key', ESPHOME, 'key'),
];

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Last words that turn a name about a credential into a name about something else. */
export const NOT_A_VALUE = words(
  `file path filename dir directory folder url uri link endpoint host port required require needed enabled enable disabled
  length len size min max minimum maximum count number num type kind format regex pattern mode method algorithm protocol
  id ids name names label title description desc hint help text prompt placeholder message error icon image
  entity entities sensor switch template topic attribute attributes field fields input selector state status
  expires expiry expired expiration ttl timeout interval validity lifetime created updated changed date time age days at
  show hide hidden visible visibility position reset change generator strength policy rotation manager store provider source
  command cmd script service action event trigger page form card view button domain scope scopes algo index
  slot digits arm disarm arming set on off used usage limit limits prefix suffix header headers param only public pub cert
  version integrity checksum certificate location locations reference env var variable map mapping list array bits bit char chars color colour height width`,
);

/** Names that hold such words and never a credential (homeassistant 2026.11.0 schemas, services and dashboards; ESPHome). */
export const NEVER = words(
  `public_key pub_key peer_public_key vapid_pub_key translation_key state_key sort_key primary_key cache_key group_key foreign_key
  property_key tts_key hotkey hot_key turkey monkey donkey key_code keycode keyboard keypad key_mapping keypress keyword keywords
  country_code language_code lang_code zip_code postal_code post_code station_code obis_code ir_code rc_code rc_code_1 rc_code_2
  error_code status_code qr_code barcode response_code weather_code condition_code code_format code_arm_required
  code_disarm_required code_trigger_required code_length code_slot code_template code_on code_off on_code off_code
  token_type token_url token_endpoint token_address max_tokens tokenizer auth_required requires_auth requires_api_password
  use_api_token api_key_required api_password_required has_password show_password password_prompt password_type compass bypass
  from_secret secret_ref secret_key_ref existing_secret passlist pass_through passthrough passive passage passenger auth_providers auth_mfa_modules secret_name secrets_file
  security_protocol priv_protocol auth_protocol unique_id device_id entity_id area_id floor_id label_id config_entry
  config_entry_id pass_filenames secretary by_pass 1password 1password_cli onepassword`,
);

/** Said around a `code` that opens something; a remote's or a weather's code has other company. */
export const OPENS = /alarm|disarm|(?:^|[^a-z])arm(?:_|[^a-z])|unlock|keypad|(?:^|[^a-z])lock[^a-z]|door|gate/i;

// ESPHome device files and their packages.
// Reference: `!secret name`; `${name}` and `$name` stand for a substitution. Source: esphome 2026.10.0 yaml_util.py, components/substitutions.
import { type Dialect, isReferenceTag } from './dialect.js';

/** Top-level keys that no Home Assistant configuration has (esphome 2026.10.0 components/). */
const ONLY_ESPHOME = new Set(
  `esphome esp32 esp8266 rp2040 libretiny bk72xx rtl87xx ln882x nrf52 wifi ota captive_portal web_server substitutions
  external_components dashboard_import improv_serial esp32_improv esp32_ble_tracker esp32_ble esp32_camera esp32_touch
  bluetooth_proxy status_led safe_mode i2c spi uart one_wire dallas globals interval remote_transmitter remote_receiver
  ethernet wireguard micro_wake_word voice_assistant i2s_audio font psram deep_sleep preferences packet_transport
  canbus sim800l pn532 rdm6300 mcp23017 pcf8574 sn74hc595 xpt2046 esp32_hosted espnow openthread prometheus_esp`.split(
    /\s+/,
  ),
);

/** `$name` inside a longer text may be part of a password, so only the braced form counts there. */
const SUBSTITUTION = /\$\{[^}\n]{1,200}\}/;
const WHOLE_SUBSTITUTION = /^\s*(?:\$\{[^}\n]{1,200}\}|\$[A-Za-z_]\w{0,60})\s*$/;

export const esphome: Dialect = {
  name: 'esphome',
  byContent: ({ keys }) => !keys.has('homeassistant') && [...keys].some((key) => ONLY_ESPHOME.has(key)),
  byPlace: (path) => /(?:^|\/)\.?esp(?:home|32|8266)?(?:[-_][^/]{0,40})?\/[^\n]*\.ya?ml$/i.test(path),
  isReference: (scalar) => isReferenceTag(scalar) || WHOLE_SUBSTITUTION.test(scalar.value),
  substitution: SUBSTITUTION,
  makeReference: (name) => `!secret ${name}`,
};

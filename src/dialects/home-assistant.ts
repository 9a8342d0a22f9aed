// Home Assistant: configuration.yaml and all it includes, packages, dashboards, themes, blueprints.
// Reference: `!secret name` as a whole scalar. Source: annotatedyaml 1.0.2 loader.py; homeassistant/util/yaml/loader.py.
import { type Dialect, isReferenceTag } from './dialect.js';

/** Top-level keys of configuration.yaml and packages: integration domains that take YAML (homeassistant 2026.11.0 components/). */
const DOMAINS = new Set(
  `homeassistant default_config automation script scene group input_boolean input_text input_number input_select input_datetime
  input_button timer counter schedule zone person template sensor binary_sensor switch light climate cover fan lock camera
  media_player notify tts stt device_tracker alarm_control_panel vacuum lawn_mower humidifier siren valve weather remote number
  select button text calendar todo event image update mqtt rest rest_command shell_command command_line recorder history
  logbook logger http frontend lovelace panel_custom panel_iframe mobile_app google_assistant alexa cloud discovery zha zwave
  zwave_js deconz conversation intent_script python_script pyscript homekit homekit_controller influxdb prometheus system_health
  updater config map sun ios telegram_bot plex sonos hue tuya knx modbus snips wake_on_lan folder_watcher ffmpeg stream
  image_processing proximity utility_meter statistics adaptive_lighting browser_mod sql scrape google spotify netatmo nest
  ecobee wink verisure august ring arlo abode tado unifi synology_dsm amcrest blink logi_circle rpi_gpio shopping_list
  my media_source ssdp zeroconf energy bluetooth assist_pipeline tag powercalc simpleicons var variable duckdns
  emulated_hue emulated_roku hassio downloader feedreader ifttt twilio pushbullet dialogflow rflink rfxtrx tellstick
  tradfri lutron insteon isy994 elkm1 envisalink zoneminder cast apple_tv androidtv kodi harmony roomba xiaomi_aqara
  xiaomi_miio mysensors opentherm_gw plant season snmp mailbox owntracks locative geofency traccar life360 minio nextcloud
  matrix slack discord octoprint transmission sabnzbd sonarr radarr pi_hole speedtestdotnet fastdotcom iperf3 freebox fritz
  asuswrt mikrotik edgeos tplink wemo flux_led lifx nanoleaf wled views title decluttering_templates button_card_templates
  blueprint fields sequence mode alias trigger triggers action actions condition conditions`.split(/\s+/),
);

/** A list of automations, scripts, entities or cards at the root. */
const ROOT_LIST =
  /^- (?:id|alias|platform|name|entity_id|entity|trigger|triggers|type|unique_id|title|binary_sensor|sensor|service|action|device_class):/m;
const TAGS = /(?:^|[\s,[{])!(?:secret|include|include_dir_\w{4,12}|input|env_var)\b/;

const PLACE =
  /(?:^|\/)(?:packages|automations?|scripts?|scenes?|lovelace|dashboards?|blueprints|themes|sensors?|binary_sensors?|integrations?|customize|groups?|templates?|shell_commands?|rest_commands?|notify|input_\w+)(?:\/|\.ya?ml$)|(?:^|\/)(?:configuration|ui-lovelace|known_devices|ip_bans|customize|groups)\.ya?ml$/i;

export const homeAssistant: Dialect = {
  name: 'home-assistant',
  byContent: ({ keys, text }) => [...keys].some((key) => DOMAINS.has(key)) || ROOT_LIST.test(text) || TAGS.test(text),
  byPlace: (path) => PLACE.test(path),
  isReference: isReferenceTag,
  substitution: undefined,
  makeReference: (name) => `!secret ${name}`,
};

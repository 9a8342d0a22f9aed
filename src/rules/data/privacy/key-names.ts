// Names of keys under which something private stands, whatever the integration. Each row cites where the names come from.
// An entry is the words that a key ends in; the longest entry decides.
import type { PrivateKind } from './kinds.js';

export interface PrivateName {
  readonly kind: PrivateKind;
  readonly words: readonly string[];
  readonly source: string;
}

const row = (kind: PrivateKind, source: string, words: string): PrivateName => ({
  kind,
  source,
  words: words.split(',').map((entry) => entry.trim().replace(/\s+/g, ' ')),
});

const CORE = 'homeassistant 2026.11.0: const.py (CONF_*) and the YAML schemas of components/';
const REDACTED = 'homeassistant 2026.11.0: components/*/diagnostics.py (TO_REDACT)';
const FORMS = 'homeassistant 2026.11.0: components/*/translations/*.json, config.step.*.data';
const ESPHOME = 'esphome 2026.10.0: components/wifi, ethernet, mqtt, web_server';

export const PRIVATE_NAMES: readonly PrivateName[] = [
  row('user', CORE, 'username, user name, user, usr, login, login name, loginname, login id, account name, api user'),
  row(
    'user',
    CORE,
    'api login, ssh login, mqtt user, mqttuser, web user, remote user, auth user, db user, eap identity',
  ),
  row(
    'user',
    FORMS,
    `benutzername, benutzer, gebruikersnaam, gebruiker, utilisateur, nom d utilisateur, usuario, nombre de usuario, utente,
    nome utente, usuário, utilizador, användarnamn, brukernavn, brugernavn, käyttäjätunnus, kasutajanimi, felhasználónév,
    uživatelské jméno, użytkownik, nazwa użytkownika, имя пользователя, логин, 用户名, 使用者名稱`,
  ),
  row('email', CORE, 'email, e mail, mail, email address, mail address, vapid email, sender, recipient, recipients'),
  row(
    'phone',
    REDACTED,
    'phone, phone number, phonenumber, mobile, mobile number, msisdn, cell, from number, number, sms',
  ),
  row(
    'phone',
    FORMS,
    'phones, phone numbers, telefon, telefonnummer, telefoon, telefoonnummer, téléphone, teléfono, telefono',
  ),
  row(
    'phone',
    'home-assistant.io: integrations/{twilio_sms,signal_messenger,clickatell,voip}',
    'recipient, recipients',
  ),
  row('person', REDACTED, 'first name, last name, firstname, lastname, full name, fullname, surname, family name'),
  row(
    'chat',
    'homeassistant 2026.11.0: components/{telegram,telegram_bot,matrix,discord,slack}',
    'chat id, chat ids, chatid, chatids, chat, chats, target chat, allowed chat ids, group id, channel id, room id, thread id',
  ),
  row(
    'account',
    REDACTED,
    `account id, accountid, account number, account, customer id, customer number, customer no, contract, contract id, contract number,
    subscriber id, user id, userid, user ids, member id, organization, organization id, organisation, org, org id, tenant, tenant id, udid,
    system id, systemid, xuid, account sid, steam id, private key id, iban, bank account, client number, household id, site id, home id, mpan, mprn`,
  ),
  row(
    'client',
    CORE,
    'client id, clientid, app id, application id, project id, consumer id, oauth client id, ocx tenant id, tenant client id',
  ),
  row(
    'device',
    REDACTED,
    `serial, serial number, serialnumber, serial no, device id, deviceid, device serial, imei, imsi, iccid, meid, vin, meter id, meter number,
    browser id, phone id, tracker id, hardware id, station id, ibeacon uuid, beacon uuid, proximity uuid, uuid, x sensor, gateway id, hub id`,
  ),
  row('latitude', CORE, 'latitude, lat'),
  row('longitude', CORE, 'longitude, lon, lng, long'),
  row('elevation', CORE, 'elevation, altitude'),
  row(
    'coordinates',
    REDACTED,
    'gps, gps location, gps coordinates, coordinates, coords, location, lat lon, latlon, lat long, home location',
  ),
  row('coordinates', 'components/waze_travel_time, google_travel_time, here_travel_time', 'origin, destination'),
  row(
    'address',
    REDACTED,
    `address, home address, work address, street address, street, street name, postal address, delivery address, origin, destination,
    strasse, straße, adresse, adres, straat, dirección, direccion, indirizzo, endereço, morada, rue, calle, via`,
  ),
  row(
    'postcode',
    REDACTED,
    'zip, zip code, zipcode, postal code, postalcode, postcode, post code, plz, postleitzahl, code postal, cap, city',
  ),
  row(
    'place',
    REDACTED,
    'city, city name, town, municipality, village, hometown, ort, wohnort, stadt, gemeinde, gemeente, ville, commune, ciudad',
  ),
  row('timezone', CORE, 'time zone, timezone, tz'),
  row('ssid', ESPHOME, 'ssid, ssids, ssid name, wifi name, wlan name, ssid filter, wifi network, essid'),
  row(
    'host',
    CORE,
    `host, hosts, hostname, host name, server, servers, server address, broker, broker address, fqdn, ip, ips, ip address, ip addresses, ipaddress,
    ip addr, ipaddr, static ip, local ip, host ip, external ip, public ip, wan ip, lan ip, advertise ip, gateway, gateway ip, gw,
    dns, dns1, dns2, dns server, broadcast address, server ip, target host, ping host, mqtt host, tcp address, homeserver, peer endpoint, endpoint`,
  ),
  row(
    'host',
    'esphome 2026.10.0: components/wifi (domain); home-assistant.io: integrations/duckdns, no_ip',
    'domain, domains, domain name',
  ),
  row(
    'mac',
    CORE,
    'mac, macs, mac address, mac addresses, macaddress, mac addr, macaddr, gw mac, bssid, bssids, bluetooth address, ble address',
  ),
  row(
    'url',
    CORE,
    `external url, internal url, base url, baseurl, ha url, hass url, homeassistant url, home assistant url, public url, own url, server url,
    configuration url, dash url, cors allowed origins, allowlist external urls, whitelist external urls, referer, origin url, redirect uri, callback url`,
  ),
  row('port', CORE, 'port, server port, tcp port, udp port, http port, https port, mqtt port, ssh port'),
];

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** In a name of a Wi-Fi they make it that of the device's own access point, which says nothing about the house. */
export const OWN_ACCESS_POINT = words('device ap fallback captive hotspot node portal esp board name friendly');

/** Names that hold such words and nothing private (homeassistant 2026.11.0 schemas, services, dashboards; ESPHome). */
export const NOT_PRIVATE = words(`
  entity_id unique_id config_entry_id area_id floor_id label_id object_id service_uuid characteristic_uuid descriptor_uuid
  notification_id context_id trigger_id i2c_address modbus_address address_width bus_address sensor_address dallas_address
  user_agent user_input user_present user_code show_user current_user allow_user mac_prefix serial_port serial_device usb_serial
  host_network network_mode hidden_ssid ssid_hidden port_name internal_port web_host via_device default_user code_format
  ble_client_id use_address
  display_name origin_name device_name friendly_name icon_name host_group group_address state_address time_zone_offset`);

/** Keys of texts for people about other values: what stands there is an example. */
export const EXAMPLE_KEYS = words('example examples placeholder hint description help');

/** Keys whose numbers with dots are no addresses. */
export const VERSION_WORDS = words('version versions firmware fw release revision rev build ref tag image sw hw oid');

"""From the name of a key to the class of its value. Small on purpose: it is a table to be read.

A name decides alone only when it means the same everywhere. Names with a second, harmless meaning
(`pin` is a GPIO number, `code` an infrared code) need evidence from the source: the mark of core
itself, a password selector, or a row of AMBIGUOUS, each of which was looked up in that integration.
"""

import re

CREDENTIAL = re.compile(
    r"""^(?:
      .*(?:password|passwd|pswd|passphrase|passcode|passkey)
    | (?:.*_)?psk
    | .*api_?key | api_token | api_?secret
    | (?:access|auth|app|server|github|refresh|bearer|page_access|push|webhook|share)_?token | token
    | (?:.*_)?secret | access_token_secret
    | (?:secret|private|priv|auth|network|encryption|decryption|device|product|subscription|user|sas|app|application|access|shared|bind|local)_?key
    | .*_(?:sas|access|secret|private|encryption|preshared)_key
    | secure_devices_pin | install_code | webhook_id
    | vapid_prv_key | .*connection_string | db_url | credentials_json
    )$""",
    re.X | re.I,
)
IDENTITY = re.compile(
    r"""^(?:
      user_?name | user | users | .*_username | e_?mail | .*_email | login | login_id | user_id | account | accounts | account_(?:id|sid|name)
    | client_id | app_id | consumer_key | aws_access_key_id | access_key_id | customer_?id | contract(?:_id)?
    | .*phone(?:_number)? | from_number | recipients? | sender | chat_id | serial(?:_number)? | meter_number
    | api_login | api_user | subscriber_id | identity | first_name | last_name | bank_identification_number | allowed_chat_ids
    )$""",
    re.X | re.I,
)
LOCATION = re.compile(r"^(?:.*_)?(?:latitude|longitude|elevation|altitude)$|^(?:location|address_home|zip|zip_?code|postal_?code|city)$", re.I)
NETWORK = re.compile(
    r"""^(?:
      host | hosts | hostname | .*_host | host_ip | (?:.*_)?ip(?:_address)? | (?:.*_)?mac(?:_address)? | (?:.*_)?ssid | bssid
    | url | (?:api|base|external|internal|mjpeg|proxy|service|still_image|vera_controller|watson|ws)_url | urls | resource | server | broker | stream_source | trusted_networks | trusted_proxies
    )$""",
    re.X | re.I,
)
# Ends like a credential and is none: addresses, switches, names of things, public halves.
NEVER = re.compile(
    r"""^(?:
      .*(?:_|^)(?:required|enabled|format|length|template|file|path|url|type|header|name|id|prompt|expiry|expiration|regex)
    | (?:use|has|show|requires|verify|no|reset|generate)_.*
    | country_code | property_key | pub(?:lic)?_?key | vapid_pub_key | .*public_key | token_address | .*primary_key
    )$""",
    re.X | re.I,
)
# Exceptions to NEVER which are decided above.
_STILL = {"webhook_id", "db_url", "secure_devices_pin"}

# Names which are a credential only where the source of that integration shows it, and why.
AMBIGUOUS: dict[str, dict[str, str]] = {
    "access_token": {"clementine": "the remote's authentication code; a number"},
    "app_code": {"here_travel_time": "sent with app_id as the login of the service"},
    "code": {
        "alarm_control_panel": "device action: code given to the panel",
        "alarmdotcom": "panel code; a number",
        "concord232": "panel code",
        "envisalink": "panel code",
        "homekit": "code of the alarm or lock behind the accessory",
        "ialarm": "panel code; a number",
        "ifttt": "panel code",
        "lcn": "device trigger: code of a transponder, finger or code lock",
        "manual": "panel code",
        "manual_mqtt": "panel code",
        "mqtt": "panel code; REMOTE_CODE and REMOTE_CODE_TEXT mean that the code is forwarded",
        "satel_integra": "panel code",
        "simplisafe": "panel code",
    },
    "community": {"aten_pe": "SNMP community string", "snmp": "SNMP community string"},
    "credentials": {"apple_tv": "pairing credentials as one text"},
    "default_lock_code": {"verisure": "lock code"},
    "key": {
        "ifttt": "Maker webhook key, alone or per name",
        "uvc": "API key of the video server",
        "vasttrafik": "consumer key of the API, used with secret",
        "xiaomi_aqara": "gateway key",
    },
    "pin": {
        "homeassistant": "second factor of the example login module",
        "comfoconnect": "PIN of the bridge; a number",
        "fints": "banking PIN",
        "mopar": "PIN of the car; a number",
        "venstar": "PIN of the thermostat's screen lock",
        "worxlandroid": "PIN of the mower",
    },
    "salt": {"simplepush": "salt of the message encryption, used with password"},
    "seed": {"iota": "seed of the wallet"},
}
# Action fields with names which say little: field -> actions, `*` for any action of the domain.
AMBIGUOUS_ACTIONS: dict[str, tuple[str, ...]] = {
    "code": (
        "alarm_control_panel.*", "alarmdecoder.*", "elkm1.*", "isy994.set_zwave_lock_user_code", "lock.*", "ness_alarm.*",
        "schlage.add_code",
    ),
    "credential_data": ("matter.set_lock_credential", "zwave_js.set_credential", "zwave_js.set_user"),
    "keypress": ("alarm_control_panel.*", "alarmdecoder.alarm_keypress", "envisalink.alarm_keypress"),
    "label_or_pin": ("simplisafe.remove_pin",),
    "pin": ("blink.send_pin", "simplisafe.set_pin", "teslemetry.speed_limit", "teslemetry.valet_mode"),
    "qr_code": ("zha.permit",),
    "user_code": ("zha.set_lock_user_code",),
    "usercode": ("lock.set_usercode", "ozw.set_usercode", "zwave_js.set_lock_usercode"),
}
# Doubtful or credential by name, something else by source.
NOT_A_CREDENTIAL: dict[str, dict[str, str]] = {
    "key": {"sma": "address of a measured value in the inverter"},
    "pin": {name: "number of a pin of the board" for name in ("arest", "dht", "firmata", "konnected")},
    "token": {"etherscan": "symbol of a crypto currency, shown as the entity's unit"},
}
# To be looked at when a new release brings one without a mark of core.
DOUBTFUL = re.compile(r"^(?:code|pin|key|salt|seed|community|credentials?|.*(?:_pin|_code|_key|_token|_secret|_auth|passw\w*))$", re.I)


def class_of_name(name: str) -> str | None:
    """credential, identity, location, network or nothing."""
    if NEVER.match(name) and name not in _STILL:
        return next((c for c, p in (("identity", IDENTITY), ("network", NETWORK)) if p.match(name)), None)
    for label, pattern in (("credential", CREDENTIAL), ("identity", IDENTITY), ("location", LOCATION), ("network", NETWORK)):
        if pattern.match(name):
            return label
    return None

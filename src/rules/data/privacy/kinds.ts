// What a private value can be: the rule that reports it, its name, and what it tells a stranger.

export type PrivacyRule = 'identity' | 'location' | 'network';

interface KindRow {
  readonly rule: PrivacyRule;
  readonly noun: string;
  /** Ends the sentence "This … stands in the file: …". */
  readonly tells: string;
}

export const KINDS = {
  user: { rule: 'identity', noun: 'user name', tells: 'it is half of a login, and often the name of a person' },
  email: { rule: 'identity', noun: 'e-mail address', tells: 'it names a person, and is a login elsewhere' },
  phone: { rule: 'identity', noun: 'phone number', tells: 'it reaches a person' },
  person: { rule: 'identity', noun: 'name of a person', tells: 'it says who lives here' },
  chat: { rule: 'identity', noun: 'chat id', tells: 'it says whom messages go to' },
  account: { rule: 'identity', noun: 'account id', tells: 'it ties the configuration to an account' },
  client: { rule: 'identity', noun: 'client id', tells: 'it is the public half of a login to a service' },
  device: { rule: 'identity', noun: 'device id', tells: 'it identifies one device in the world' },
  latitude: { rule: 'location', noun: 'latitude', tells: 'with the longitude it says where the house stands' },
  longitude: { rule: 'location', noun: 'longitude', tells: 'with the latitude it says where the house stands' },
  elevation: { rule: 'location', noun: 'elevation', tells: 'it narrows down where the house stands' },
  coordinates: { rule: 'location', noun: 'pair of coordinates', tells: 'it points at a place on the map' },
  address: { rule: 'location', noun: 'address', tells: 'it says where somebody lives or works' },
  postcode: { rule: 'location', noun: 'postcode', tells: 'it says in which streets the house stands' },
  place: { rule: 'location', noun: 'place', tells: 'it says in which town the house stands' },
  timezone: { rule: 'location', noun: 'time zone', tells: 'it says in which country the house stands' },
  ssid: { rule: 'network', noun: 'Wi-Fi name', tells: 'public maps of Wi-Fi names tell where it is on the air' },
  ip: { rule: 'network', noun: 'IP address', tells: 'it is a piece of the map of this network' },
  mac: { rule: 'network', noun: 'hardware address', tells: 'it identifies a device wherever it goes' },
  host: { rule: 'network', noun: 'host name', tells: 'it says where a service of this house is reached' },
  url: { rule: 'network', noun: 'URL of an own service', tells: 'it says where a service of this house is reached' },
  port: { rule: 'network', noun: 'port', tells: 'an unusual port is worth something only while nobody knows it' },
} as const satisfies Readonly<Record<string, KindRow>>;

export type PrivateKind = keyof typeof KINDS;

// Host names and numbers by whose they are: this house's, a default that every installation has, or somebody else's service.

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Top-level names that never leave a house (RFC 6762 appendix G; RFC 8375 home.arpa; ICANN 2024: .internal; FRITZ!OS: fritz.box). */
export const LOCAL_SUFFIXES: ReadonlySet<string> = words(
  `local lan localdomain home.arpa internal intranet fritz.box home corp private lokal intern intra localnet domain iot lab loc box.lan ts.net
  speedport.ip easy.box o2.box samba.local`,
);

/** Of these the ones that are names of hosts in running text too; `zone.home` and `a.private` are not. */
export const LOCAL_IN_TEXT: ReadonlySet<string> = words('local lan localdomain home.arpa fritz.box ts.net');

/**
 * Names that the owner chose below a service's domain: dynamic DNS and remote access
 * (duckdns.org, nabucasa.com, noip.com, dynu.com, dyn.com, desec.io, dynv6.com, afraid.org: their documentation; publicsuffix.org, section PRIVATE).
 */
export const OWNERS_SUFFIXES: ReadonlySet<string> = words(
  `duckdns.org ui.nabu.casa myfritz.net synology.me myds.me diskstation.me dscloud.me dscloud.biz i234.me familyds.com familyds.net
  familyds.org direct.quickconnect.to myqnapcloud.com alpha-myqnapcloud.com ddns.net no-ip.org no-ip.com no-ip.info no-ip.biz no-ip.co.uk
  noip.me noip.us hopto.org hopto.me zapto.org sytes.net servehttp.com serveftp.com redirectme.net myftp.org myftp.biz bounceme.net
  gotdns.ch onthewifi.com webhop.me dyndns.org dyndns.info dyndns.tv dyndns.biz dyndns.ws dyndns-home.com dyndns-ip.com dyndns-remote.com
  homeip.net homelinux.org homelinux.net homeunix.org homeunix.net homedns.org homeftp.net gotdns.org is-a-geek.com is-a-geek.org
  dnsalias.com dnsalias.net dnsalias.org dnsdojo.org selfip.com selfip.net selfip.org dynu.net dynu.com freeddns.org mywire.org webredirect.org
  myddns.rocks accesscam.org camdvr.org casacam.net ddnsfree.com ddnsgeek.com giize.com gleeze.com kozow.com loseyourip.com ooguy.com theworkpc.com
  mooo.com chickenkiller.com strangled.net us.to ignorelist.com jumpingcrab.com crabdance.com dynv6.net dns.army dns.navy v6.army v6.rocks dedyn.io
  selfhost.eu selfhost.bz selfhost.de spdns.de spdns.eu spdns.org goip.de goip.it goip.it dnshome.de ipv64.net ipv64.de home64.de ddnss.de ddnss.org
  dy.fi asuscomm.com tplinkdns.com keenetic.pro keenetic.link keenetic.name keenetic.io netcraze.io netcraze.pro netcraze.link netcraze.club
  mynetname.net sn.mynetname.net nsupdate.info cloudns.cl cloudns.cc cloudns.ph cloudns.nz twilightparadox.com firewall-gateway.com
  firewall-gateway.de my-gateway.de my-router.de my-firewall.org securitytactics.com gotdns.com dattolocal.net remotewd.com mycloud.com plex.direct
  trycloudflare.com ngrok.io ngrok.app ngrok-free.app ngrok-free.dev loca.lt localtunnel.me serveo.net pagekite.me nerdpol.ovh feste-ip.net
  internet-box.ch hass.live hopper.pw now-dns.net now-dns.org ddns.me dnsup.net ydns.eu changeip.com changeip.org ddnsking.com 3utilities.com viewdns.net
  freedynamicdns.net freedynamicdns.org`,
);

/** Every installation's: names of add-ons, containers and devices as they are shipped (Supervisor, ESPHome, Raspberry Pi OS, AVM, Shelly documentation). */
export const DEFAULT_HOSTS: ReadonlySet<string> = words(
  `localhost localhost.localdomain homeassistant.local hassio.local hass.local home-assistant.local homeassistant.lan raspberrypi.local
  raspberrypi esphome.local hassbian.local hassos.local supervisor homeassistant hassio host.docker.internal gateway.docker.internal kubernetes.default
  fritz.box fritz.nas fritz.repeater speedport.ip easy.box o2.box router.lan router.local gateway.lan openwrt.lan my.router tplinkwifi.net
  tplinklogin.net routerlogin.net asusrouter.com router.asus.com myrouter.local nas.local synology.local diskstation.local octopi.local
  octoprint.local mosquitto.local mqtt.local zigbee2mqtt.local wled.local tasmota.local printer.local hue.local philips-hue.local pi.hole adguard.local
  core-mosquitto.local.hass.io a0d7b954-influxdb.local.hass.io local.hass.io metadata.google.internal instance-data.ec2.internal
  kubernetes.default.svc.cluster.local svc.cluster.local cluster.local`,
);

/** First names of hosts of services for everybody; with a domain that no table knows they are still no house's. */
export const SERVICE_NAMES =
  /^(?:smtps?|imaps?|pop3?|ntp\d*|time\d*|apis?\d*|api-[\w-]{1,40}|www\d*|cdn\d*|static|assets|docs?|download|downloads|support|help|developers?|dev|community|forum|blog|status|feeds?|rss|stream|streams|streaming|radio|live|media|img|images?|maps?|tiles?|data|opendata|geo|weather|wetter|auth|oauth2?|accounts?|login|app|apps|play|portal|services?\d*|ws|wss|rest|cloud|update|updates|version|repo|registry|git|raw|gist|embed|widget|player|mqtt-eu|mqtt-us|eu\d*|us\d*|tls|push|fcm|hooks?|bot|pool|\d)$/;

/** Domains of services that anybody may use: what stands there is no house (their public documentation). */
export const PUBLIC_DOMAINS: ReadonlySet<string> = words(
  `home-assistant.io homeassistant.io hass.io nabucasa.com esphome.io esphome.com zigbee2mqtt.io hacs.xyz github.com githubusercontent.com github.io gitlab.com
  gitea.com codeberg.org bitbucket.org docker.com docker.io ghcr.io quay.io npmjs.com npmjs.org unpkg.com jsdelivr.net cdnjs.com cloudflare.com
  cloudflare-dns.com googleapis.com google.com google.de google.co.uk gstatic.com googleusercontent.com youtube.com youtu.be ytimg.com goo.gl gmail.com
  googlemail.com firebaseio.com appspot.com amazonaws.com amazon.com amazon.de amazon.co.uk apple.com icloud.com me.com microsoft.com microsoftonline.com office365.com
  office.com outlook.com live.com hotmail.com azure.com windows.net azurewebsites.net yahoo.com yandex.ru yandex.net yandex.com gmx.net gmx.de gmx.com web.de t-online.de
  posteo.de mailbox.org protonmail.com proton.me fastmail.com zoho.com mail.ru sendgrid.net mailgun.org mailgun.com telegram.org t.me discord.com
  discordapp.com slack.com matrix.org whatsapp.com callmebot.com pushover.net pushbullet.com ifttt.com twilio.com openai.com anthropic.com spotify.com
  plex.tv netflix.com twitter.com x.com facebook.com instagram.com reddit.com wikipedia.org wikimedia.org openstreetmap.org openweathermap.org met.no
  weather.com weather.gov dwd.de accuweather.com wunderground.com darksky.net windy.com buienradar.nl pirateweather.net tomorrow.io ntp.org
  quad9.net opendns.com adguard.com duckdns.org noip.com dynu.com letsencrypt.org shelly.cloud tuya.com tuyaeu.com tuyaus.com tuyacn.com mi.com
  xiaomi.com ecobee.com tado.com netatmo.com netatmo.net nest.com ring.com arlo.com ubnt.com ui.com meethue.com ikea.com ikea.net tesla.com teslamotors.com octopus.energy
  tibber.com ewelink.cc coolkit.cc coolkit.cn blynk.cloud blynk-cloud.com thingspeak.com adafruit.com hivemq.com mosquitto.org emqx.io influxdata.com grafana.com
  python.org pypi.org debian.org ubuntu.com raspberrypi.org raspberrypi.com espressif.com platformio.org arduino.cc w3.org schema.org json-schema.org
  mozilla.org nodered.org nodejs.org gravatar.com imgur.com fonts.com herokuapp.com netlify.app vercel.app pages.dev workers.dev readthedocs.io medium.com
  paypal.com paypal.me buymeacoffee.com ko-fi.com patreon.com nasa.gov noaa.gov usgs.gov europa.eu sensor.community luftdaten.info waqi.info tankerkoenig.de
  somafm.com shoutcast.com tunein.com streamtheworld.com akamaized.net fastly.net todoist.com trello.com notion.so aqicn.org`,
);

/** Name servers and hosts that people ping to see whether they are online (their operators' documentation). */
export const PUBLIC_ADDRESSES: ReadonlySet<string> = words(
  `1.1.1.1 1.0.0.1 1.1.1.2 1.0.0.2 1.1.1.3 1.0.0.3 8.8.8.8 8.8.4.4 9.9.9.9 9.9.9.10 9.9.9.11 149.112.112.112 149.112.112.10 208.67.222.222 208.67.220.220
  208.67.222.123 208.67.220.123 94.140.14.14 94.140.15.15 94.140.14.15 94.140.15.16 76.76.2.0 76.76.10.0 185.228.168.9 185.228.169.9 77.88.8.8 77.88.8.1
  64.6.64.6 64.6.65.6 4.2.2.1 4.2.2.2 4.2.2.3 4.2.2.4 84.200.69.80 84.200.70.40 8.26.56.26 8.20.247.20 114.114.114.114 223.5.5.5 223.6.6.6 1.2.3.4
  5.6.7.8 11.22.33.44 2606:4700:4700::1111 2606:4700:4700::1001 2001:4860:4860::8888 2001:4860:4860::8844 2620:fe::fe 2620:fe::9`,
);

/** Networks that every installation has: RFC 1918 as a whole, Docker's and the Supervisor's own (supervisor/const.py DOCKER_NETWORK_MASK). */
export const DEFAULT_NETWORKS: ReadonlySet<string> = words(
  `10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 100.64.0.0/10 172.17.0.0/16 172.17.0.1 172.18.0.0/16 172.30.32.0/23 172.30.32.1 172.30.32.2
  172.30.33.0/24 172.30.232.0/23 192.168.4.1 192.168.4.0/24`,
);

/** Logins as programs and devices are shipped with (their documentation), without blanks and dashes: knowing them is no knowledge. */
export const DEFAULT_USERS: ReadonlySet<string> = words(
  `admin administrator root user guest pi homeassistant hass hassio ha kodi addons addon default anonymous supervisor nobody operator service
  support system test demo ubnt ubuntu debian postgres mysql mariadb influx influxdb grafana sa plex nginx wwwdata node nodered esphome none
  public private oauth2accesstoken token xtokenauth git you me appdaemon vscode codespace`,
);

// How programs take a login on their command line. A row cites the program's manual page.

export interface CommandRow {
  /** What starts the command; stands in every text the row can match. */
  readonly program: RegExp;
  /** The first group that took part is the secret, quotes left out. */
  readonly login: RegExp;
  readonly noun: string;
  /** The argument is a user name, this, and the password. */
  readonly separator?: string;
  /** Values that are no secret with this program. */
  readonly except?: RegExp;
  readonly source: string;
}

/** An argument: quoted, or up to a blank. */
const ARGUMENT = `(?:"([^"\\n]{1,300})"|'([^'\\n]{1,300})'|([^\\s"';|&]{1,300}))`;
const option = (names: string, tail = ARGUMENT): RegExp => new RegExp(`(?:^|\\s)(?:${names})${tail}`);
/** The n-th argument after some that are no options. */
const after = (skipped: string): RegExp => new RegExp(`${skipped}${ARGUMENT}`);

/** A short option may be joined to its argument (`-Psecret`), a long one takes `=` or a blank. */
export const HTTP_COMMANDS: readonly CommandRow[] = [
  {
    program: /\bcurl\b/,
    login: option('(?:-[A-Za-z]{0,8}u|--user|--proxy-user)[ =]{0,3}'),
    noun: 'login',
    separator: ':',
    source: 'curl(1) -u',
  },
  {
    program: /\bwget\b/,
    login: option('--(?:http-|ftp-|proxy-)?password[= ]{1,3}'),
    noun: 'password',
    source: 'wget(1) --password',
  },
  {
    program: /(?<![\w./:-])https?[ ]{1,3}(?=-|GET|POST|PUT)/,
    login: option('(?:-a|--auth)[ =]{0,3}'),
    noun: 'login',
    separator: ':',
    source: 'HTTPie: --auth',
  },
];

const LONG_OPTION =
  '--(?:[a-z0-9]{1,20}[_-])?(?:password|passwd|passphrase|pass|pwd|api[_-]?key|(?:(?:access|auth|api|bot)[_-])?token|auth[_-]?key|secret|psk|pin-code)';

export const COMMANDS: readonly CommandRow[] = [
  {
    program: /\bcurl\b/,
    login:
      /(?:-d|--data(?:-\w{1,12})?|-F|--form(?:-\w{1,12})?)[ =]{1,3}["']?(?:[^"'\s]{0,200}&)?(?:\w{1,20}_)?(?:password|passwd|pass|pwd|token|api_?key|secret)=([^&"'\s]{2,200})/,
    noun: 'password',
    source: 'curl(1) --data, --form',
  },
  {
    program: /\bIDENTIFIED\s{1,3}BY\b/i,
    login: /\bIDENTIFIED\s{1,3}BY\s{1,3}(?:PASSWORD\s{1,3})?'([^'\n]{2,200})'/i,
    noun: 'password',
    source: 'MariaDB: CREATE USER … IDENTIFIED BY',
  },
  {
    program: /\bConvertTo-SecureString\b/i,
    login: /ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?["']([^"'\n]{2,200})["']/i,
    noun: 'password',
    source: 'PowerShell: ConvertTo-SecureString',
  },
  {
    program: /(?<![\w-])-u\s{1,3}["'][^"';\s]{1,64};/,
    login: /(?<![\w-])-u\s{1,3}["'][^"';\s]{1,64};([^"';\n]{2,200})/,
    noun: 'password',
    source: 'dperson/samba: README, -u "<username;password>"',
  },
  { program: /\bsshpass\b/, login: option('-p[ ]{0,3}'), noun: 'password', source: 'sshpass(1) -p' },
  {
    program: /\bmosquitto_(?:pub|sub|rr)\b/,
    login: option('(?:-P|--pw)[ =]{0,3}'),
    noun: 'password',
    source: 'mosquitto_pub(1) -P',
  },
  {
    program: /\bmosquitto_passwd\b/,
    login: after('\\s-[A-Za-z]{0,4}b[A-Za-z]{0,4}\\s{1,3}\\S{1,200}\\s{1,3}\\S{1,100}\\s{1,3}'),
    noun: 'password',
    source: 'mosquitto_passwd(1) -b',
  },
  {
    program: /\bhtpasswd\b/,
    login: after('\\s-[A-Za-z]{0,6}b[A-Za-z]{0,6}\\s{1,3}\\S{1,200}\\s{1,3}\\S{1,100}\\s{1,3}'),
    noun: 'password',
    source: 'htpasswd(1) -b',
  },
  {
    program: /\b(?:smbclient|net\s+rpc|rpcclient|smbget|winexe)\b/,
    login: option('(?:-U|--user)[ =]{0,3}'),
    noun: 'login',
    separator: '%',
    source: 'smbclient(1) -U user%password',
  },
  {
    program: /\b(?:mount|cifs)\b/,
    login: /[\s,](?:password|pass)=([^\s,"']{1,200})/,
    noun: 'password',
    source: 'mount.cifs(8) password=',
  },
  {
    program: /\bnet\s+use\b/,
    login: after('\\s\\\\{2}\\S{1,200}\\s{1,3}(?!/)'),
    noun: 'password',
    source: 'Windows: net use \\\\server\\share password',
  },
  {
    program: /\b(?:mysql|mysqldump|mariadb|mysqladmin|mariadb-dump)\b/,
    login: option('(?:-p(?=\\S)|--password=)'),
    noun: 'password',
    source: 'mysql(1) --password',
  },
  { program: /\bsqlcmd\b/, login: option('-P[ ]{0,3}'), noun: 'password', source: 'sqlcmd -P' },
  { program: /\b(?:mongosh?|mongodump)\b/, login: option('-p[ ]{0,3}'), noun: 'password', source: 'mongosh -p' },
  {
    program: /\bldap(?:search|modify|add)\b/,
    login: option('-w[ ]{0,3}'),
    noun: 'password',
    source: 'ldapsearch(1) -w',
  },
  { program: /\binflux\b/, login: option('-password[ =]{1,3}'), noun: 'password', source: 'influx -password' },
  { program: /\b(?:redis-cli)\b/, login: option('(?:-a|--pass)[ =]{1,3}'), noun: 'password', source: 'redis-cli -a' },
  {
    program: /\bredis-server\b|\brequirepass\b/,
    login: option('(?:--)?requirepass[ =]{1,3}'),
    noun: 'password',
    source: 'redis.conf requirepass',
  },
  {
    program: /\bcloudflared\b/,
    login: option('--token[ =]{1,3}'),
    noun: 'token',
    source: 'cloudflared tunnel run --token',
  },
  {
    program: /\bngrok\b/,
    login: option('(?:--authtoken[ =]{1,3}|(?:add-)?authtoken[ ]{1,3})'),
    noun: 'token',
    source: 'ngrok --authtoken',
  },
  { program: /\b(?:7z|7za|unrar|rar)\b/, login: option('-(?:p|hp)(?=\\S)'), noun: 'password', source: '7z -p' },
  { program: /\b(?:zip|unzip|zipinfo)\b/, login: option('-P[ ]{0,3}'), noun: 'password', source: 'zip(1) -P' },
  {
    program: /\bsnmp(?:get|walk|bulkwalk|set|getnext|table)\b/,
    login: option('-c[ ]{0,3}'),
    noun: 'SNMP community',
    except: /^(?:public|private)$/i,
    source: 'snmpcmd(1) -c',
  },
  {
    program: /\b(?:ipmitool|snmpget|snmpwalk|snmpset)\b/,
    login: option('(?:-P|-A|-X)[ ]{1,3}'),
    noun: 'password',
    source: 'ipmitool(1) -P, snmpcmd(1) -A -X',
  },
  {
    program: /\bopenssl\b/,
    login: option('-(?:pass|passin|passout|k)[ ]{1,3}(?:pass:)?'),
    noun: 'password',
    source: 'openssl(1) -pass',
  },
  {
    program: /\|\s{0,3}sudo\s/,
    login: after(
      '\\b(?:echo|printf)\\s{1,3}(?:-\\w\\s{1,3})?(?=[^|\\n]{1,200}\\|\\s{0,3}sudo\\s[^|\\n]{0,40}-\\w{0,4}S)',
    ),
    noun: 'password',
    source: 'sudo(8) -S reads the password from standard input',
  },
  {
    program: /\|\s{0,3}(?:sudo\s{1,3})?chpasswd\b/,
    login: after('\\b(?:echo|printf)\\s{1,3}(?:-\\w\\s{1,3})?'),
    noun: 'login',
    separator: ':',
    source: 'chpasswd(8): user:password on standard input',
  },
  {
    program: /\blftp\b/,
    login: option('-u[ ]{0,3}'),
    noun: 'login',
    separator: ',',
    source: 'lftp(1) -u user,password',
  },
  {
    program: /\b(?:plink|pscp|psftp|putty)\b/,
    login: option('-pw[ ]{1,3}'),
    noun: 'password',
    source: 'PuTTY manual: -pw',
  },
  {
    program: /\bnmcli\b/,
    login: option('(?:password|wifi-sec\\.psk|802-11-wireless-security\\.psk)[ ]{1,3}'),
    noun: 'Wi-Fi password',
    source: 'nmcli(1) device wifi connect … password',
  },
  {
    program: /\bwpa_passphrase\b/,
    login: after(`wpa_passphrase\\s{1,3}(?:"[^"\\n]{1,64}"|'[^'\\n]{1,64}'|[^\\s"']{1,64})\\s{1,3}`),
    noun: 'Wi-Fi password',
    source: 'wpa_passphrase(8)',
  },
  {
    program: /\bespota(?:\.py)?\b|\bupload_flags\b/,
    login: option('(?:-a|--auth)[ =]{1,3}'),
    noun: 'OTA password',
    source: 'arduino-esp32: tools/espota.py --auth; PlatformIO: upload_flags',
  },
  {
    program: /\b(?:upscmd|upsrw)\b/,
    login: option('-p[ ]{0,3}'),
    noun: 'password',
    source: 'upscmd(8) -p',
  },
  {
    program: /\btransmission-remote\b/,
    login: option('(?:-n|--auth)[ =]{0,3}'),
    noun: 'login',
    separator: ':',
    source: 'transmission-remote(1) -n',
  },
  { program: /\bsendemail\b/i, login: option('-xp[ ]{1,3}'), noun: 'password', source: 'sendEmail -xp' },
  {
    program: /\b(?:docker|podman)\s+login\b/,
    login: option('-p[ ]{0,3}'),
    noun: 'password',
    source: 'docker login -p',
  },
  { program: /\bx?freerdp3?\b/, login: /\s\/p:([^\s"']{1,200})/, noun: 'password', source: 'xfreerdp(1) /p:' },
  {
    program: /\bminecraft|\bmcrcon\b|\brcon-cli\b/,
    login: option('-p[ ]{1,3}'),
    noun: 'password',
    source: 'mcrcon(1) -p',
  },
  {
    program: /--\w/,
    except: /^id=|^type=/,
    login: option(`${LONG_OPTION}(?:=|[ ]{1,3}(?!-))`),
    noun: 'password',
    source: 'a long option named for a credential',
  },
];

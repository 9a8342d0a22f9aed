// Values that stand for a secret without being one: `YOUR_API_KEY`, `<password>`, `xxxx`, `changeme`, `dein_passwort`.
import { isReadable, splitWords } from './shape.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** The thing itself, in the languages configurations are written in: alone, or with the words below, no secret. */
const NOUNS = words(`
  password passwd passphrase passcode pass pw pwd secret secrets token key apikey api_key keys code pin credential credentials
  psk bearer auth authorization login webhook hash salt mypass yourpass mypw yourpw mypwd
  passwort kennwort schluessel schlüssel geheim geheimnis zugangsdaten
  wachtwoord sleutel geheim
  motdepasse passe cle clé jeton
  contraseña contrasena clave senha chave palavra segredo segreto chiave parola
  mot clau secreto contrasenya contrasinal
  lösenord losenord nyckel passord nøkkel adgangskode kodeord salasana avain
  hasło haslo klucz heslo klíč klic jelszó jelszo kulcs parool geslo lozinka parola șifre şifre sifre anahtar
  пароль ключ токен секрет пароля 密码 密碼 口令 密钥 パスワード 비밀번호 סיסמה`);

/** Said around the thing: together with it, or alone in capitals or brackets, a request to fill it in. */
const FILLERS = words(`
  your my the a an our own this that some any here goes insert enter put add change changeme changeit replace replaceme replaced fill
  type with set use define provide update edit me it in at of for from to and or is as please goes default example examples sample demo dummy
  fake fakes mock stub placeholder redacted redact removed hidden masked censored obfuscated sanitized stripped deleted private todo fixme tbd none null nil notset
  undefined empty blank unset unknown not applicable valid invalid dev legit value values string text str foo bar baz foobar test testing real actual new old same see file yaml yml
  dein deine deinen mein meine ihr ihre hier eingeben einfügen einfuegen aendern ändern
  jouw uw mijn hier invullen votre ton mon ici tu su mi aqui aquí tuo mio qui seu sua meu minha aqui
  de votre vos mi mis sus meus
  twoje moje vaše vase tvoje moje váš vas vaša saját sajat senin sizin a az ваша твоя мой моя введите
  ditt din mitt min här her twój twoj moj mój tutaj твой ваш мой`);

/** Named in placeholders and in secrets' own names: `mqtt_password`, `wifi-psk`, `HOME_ASSISTANT_TOKEN`. */
const SUBJECTS = words(`
  wifi wlan wireless ap ota api mqtt broker http https web webserver server host db database mysql mariadb postgres influxdb sql smtp mail email gmail
  user username name id account client app application access long lived refresh oauth oauth2 home assistant homeassistant hass ha hassio esphome esp node
  device camera cam router network net fallback hotspot encryption encrypted noise zigbee zwave google github telegram bot slack discord pushover
  pushbullet openweathermap owm weather darksky tibber spotify plex tesla nabu casa cloud duckdns url uri base64 hex 32 bytes byte chars characters
  ssid root admin panel alarm door lock frontend rtsp stream tv`);

const BRACKETED =
  /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|\([^()]*\)|%[^%\s]+%|__\w+__|@[^@\s]+@|#\{[^}]*\}|\$\([^)]*\)|«[^»]*»|\*{1,2}[A-Za-z _-]+\*{1,2})$/;
/** One character over and over, or nothing but filler marks. */
const FILLER_MARKS = /^(?:(.)\1{2,}|[xX*•·._\-\s#?]{2,}|[?!.…-]+)$/u;
/** `xxxx-xxxx`, `XXXXabc`: three or more X in a row at an end. */
const CROSSED_OUT = /^x{3,}|x{4,}$/i;
const ELLIPSIS = /(?:\.{3,}|…)$|^(?:\.{3,}|…)/;
const SHOUTED = /^[A-Z0-9]+(?:[_ -][A-Z0-9]+)+$/;
const SENTINEL = /REPLACE_WITH|CHANGE_?ME|REDACTED|INSERT_YOUR|YOUR_[A-Z]|_HERE$|\bTODO\b/i;
/** Nobody's secret: values that manuals print. */
const MANUAL = /^(?:0123456789abcdef|1234567890abcdef|abcdef1234567890|abcdef0123456789|deadbeef|cafebabe)+$/i;

/** Whether the value only stands for a secret. Case, separators and a number at the end do not matter. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (text === '' || BRACKETED.test(text) || ELLIPSIS.test(text) || SENTINEL.test(text)) return true;
  if (FILLER_MARKS.test(text) && !/^[0-9]{1,12}$/.test(text)) return true;
  if (/^0{8,}$/.test(text) || CROSSED_OUT.test(text) || MANUAL.test(text)) return true;
  const parts = splitWords(text);
  if (parts.length === 0 || namesItself(text, parts) || asksForYours(parts) || NOUNS.has(text.toLowerCase()))
    return true;
  // numbers say nothing by themselves: `2580-1470` is somebody's
  if (!/\p{L}/u.test(text) || !parts.every((part) => isVocabulary(part))) return false;
  // subjects alone (`router`, `esphome node`) may be somebody's weak password
  return parts.some((part) => !SUBJECTS.has(part)) || (SHOUTED.test(text) && parts.length > 1);
}

/** `Very_Secret_Amazon_Account_Password`: the name of a secret, words joined by marks and the thing itself last. */
function namesItself(text: string, parts: readonly string[]): boolean {
  if (NAME_OF_VARIABLE.test(text)) return NOUNS.has(parts.at(-1) ?? '');
  return parts.length >= 3 && NAME_OF_SECRET.test(text) && isReadable(text);
}

/** In capitals two words are enough, the abbreviation nobody knows among them: `WPA_KEY`, `MQT_PASSWORD`. */
const NAME_OF_VARIABLE = /^[A-Z]{2,40}(?:_[A-Z]{2,40}){1,12}$/;
/** Not `green-frog-salt`: only words that nobody takes for a passphrase. */
const NAME_OF_SECRET =
  /^(?:\p{L}{1,40}[_-]){2,12}(?:password|passwd|passphrase|passwort|kennwort|wachtwoord|secret|token|apikey|(?<=(?:api|access|secret|private|encryption)[_-])key)$/iu;

/** `yourShellyPassword`, `dein_tibber_token`: to be replaced, whatever stands between. */
function asksForYours(parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? '';
  return (
    parts.length > 2 &&
    parts.length < 7 &&
    YOURS.has(parts[0] ?? '') &&
    last.length >= SHORTEST_JOINED_NOUN &&
    NOUNS.has(last)
  );
}

const YOURS = words('your dein deine ihr jouw votre seu sua twoje vaše');

/** Said before a noun to make a password of it: `supersecretpassword`, `verylongkey`. */
const INTENSIFIERS = words(`
  super very really long strong random secure good great safe hidden ultra your my the some new old test default sample example demo
  insert enter change mein dein ihr votre`);
/** Written together shorter nouns make other words: `monkey`, `turkey`, `compass`. */
const SHORTEST_JOINED_NOUN = 5;
const LONGEST_WORD = 40;

/** A word of the lists, or words of them written together with a noun among them: `mypassword`, `supersecretpassword`. */
function isVocabulary(part: string): boolean {
  if (isKnown(part)) return true;
  const stem = part.replace(/[0-9]{1,2}$/, '');
  return stem.length <= LONGEST_WORD && segments(stem) !== undefined;
}

const isKnown = (word: string): boolean =>
  NOUNS.has(word) ||
  FILLERS.has(word) ||
  SUBJECTS.has(word) ||
  (REQUEST.test(word) && isNounOf(word.replace(REQUEST, '')));

/** `你的密码`, `请输入密码`, `あなたのパスワード`: scripts without blanks write the request and the noun together. */
const REQUEST =
  /^(?:你的|您的|我的|请输入|請輸入|请填写|輸入|输入|在此输入|あなたの|여기에)|(?:を入力|を入力してください|입력)$/u;
const isNounOf = (word: string): boolean => word === '' || NOUNS.has(word);

/** Whether the text is made of known words only, the last a noun or `here`. By length, so that the work is bounded. */
function segments(text: string): number | undefined {
  const reachable = [true];
  for (let end = 2; end <= text.length; end++) {
    for (let start = 0; start <= end - 2 && !reachable[end]; start++) {
      const word = text.slice(start, end);
      const isNoun = NOUNS.has(word) && word.length >= SHORTEST_JOINED_NOUN;
      const fits =
        end === text.length ? isNoun || word === 'here' : isNoun || SUBJECTS.has(word) || INTENSIFIERS.has(word);
      if (reachable[start] === true && fits) reachable[end] = true;
    }
  }
  return reachable[text.length] === true ? text.length : undefined;
}

const FOR_TESTS = /test|dev|demo|dummy|fake|valid|sample|example|mock|stub/i;

/** What programs and their tests make up: `test-password-87654321`, `TestPass1234`. In settings such a weak one may be meant. */
export function isMadeUp(value: string): boolean {
  return FOR_TESTS.test(value) && isPlaceholder(value.replace(/[0-9]+/g, ' '));
}

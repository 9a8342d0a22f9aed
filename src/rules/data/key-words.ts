// The words for password, key, token and code in the languages configurations are written in.
// Each row cites the form field whose translation the words are; people name their own keys like the fields they filled in.
import { type KeyRow, row } from './key-row.js';

const FIELD = (name: string): string =>
  `homeassistant 2026.11.0: components/*/translations/*.json, config.step.*.data.${name}`;

export const WORD_ROWS: readonly KeyRow[] = [
  row(
    'literal',
    'password',
    FIELD('password'),
    `passwort, kennwort, wachtwoord, wachtwurd, passwuert, motdepasse, mot de passe, contraseña, contrasena, contrasenya, contrasinal,
    palavra passe, palavrapasse, losenord, lösenord, passord, adgangskode, kodeord, lykilorð, hasło, haslo, heslo, jelszó, jelszo,
    salasana, salasõna, pasahitza, slaptažodis, şifre, sifre, parolă, geslo, lozinka, лозинка, парола, пароль, κωδικός, κωδικός πρόσβασης,
    senha, pasfhocal, kata sandi, mật khẩu, 密码, 密碼, パスワード, 비밀번호, סיסמה, كلمة المرور, رمز عبور, पासवर्ड, รหัสผ่าน`,
  ),
  row('password-like', 'password', FIELD('password'), 'clave, parola, parole, parool, sandi, 口令'),
  row(
    'token',
    'API key',
    FIELD('api_key'),
    `api schlüssel, api schluessel, api sleutel, apisleutel, clé api, cle api, clef api, clave api, clave de api, chave api, chave da api,
    chave de api, chiave api, clau api, cheie api, klucz api, klíč api, klic api, kľúč api, api ključ, api kljuc, api kulcs, api nyckel,
    api nøkkel, api nøgle, api avain, api võti, api anahtarı, api anahtari, ключ api, api ключ, κλειδί api, מפתח api, apiキー, api密钥,
    api 密钥, api密鑰, api 金鑰, api金鑰, api 키`,
  ),
  row(
    'token',
    'token',
    FIELD('access_token'),
    `zugangstoken, zugriffstoken, toegangstoken, jeton, jeton accès, jeton acces, jeton d accès, jeton d acces, jeton api,
    token de acceso, token acceso, token de acesso, token acesso, token di accesso, token d accés, token api, åtkomsttoken,
    atkomsttoken, tilgangstoken, adgangstoken, api tokena, hozzáférési token, žeton, žetonas, токен, токен доступа, токен api,
    令牌, 访问令牌, 存取權杖, 權杖, トークン, 토큰, אסימון`,
  ),
  row(
    'token',
    'encryption key',
    FIELD('encryption_key'),
    `verschlüsselungsschlüssel, verschluesselungsschluessel, verschlüsselungscode, encryptiesleutel, clé de chiffrement,
    clave de cifrado, chave de criptografia, chiave di crittografia, šifrovací klíč, šifrovací kľúč, ключ шифрования,
    暗号化キー, 加密密钥, 加密金鑰, wlan schlüssel, wlan schluessel, wifi schlüssel, wifi schluessel`,
  ),
  row(
    'code',
    'code',
    FIELD('pin, code'),
    `sicherheitscode, zugangscode, türcode, tuercode, alarmcode, pinkode, beveiligingscode, toegangscode, code alarme, code d alarme,
    code d accès, code d acces, code pin, código pin, codigo pin, código de seguridad, codigo de seguridad, codigo seguridad,
    código de alarma, codigo de alarma, código alarma, codigo alarma, código de acceso, codigo de acceso, código do alarme, codigo do alarme,
    codice pin, codice allarme, codice di sicurezza, säkerhetskod, sakerhetskod, larmkod, alarmkod, pin kod, pin kode, pinkod, sikkerhetskode,
    sikkerhedskode, alarmkode, kod alarmu, kod pin, kód pin, bezpečnostní kód, pin koodi, turvakoodi, hälytyskoodi, biztonsági kód,
    codi pin, код сигнализации, код безопасности, пин код, пинкод`,
  ),
  row(
    'key-material',
    'key',
    FIELD('key, secret'),
    `schlüssel, schluessel, sleutel, clé, cle, chave, chiave, clau, cheie, klucz, klíč, klic, kľúč, ključ, kulcs, nyckel, nøkkel, nøgle,
    avain, anahtar, ключ, κλειδί, geheim, geheimnis, segredo, segreto, secreto, hemlighet, hemmelighet, tajne, секрет, 密钥, 密鑰, 金鑰`,
  ),
];

/** Telling enough to be believed at the front of a name as well: `hasło_wifi`, `пароль_wifi`. */
export const WORDS_AT_FRONT: readonly string[] = (WORD_ROWS[0]?.words ?? []).filter((word) => word.length >= 2);

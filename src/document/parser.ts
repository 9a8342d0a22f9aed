// The lexer and parser of npm `yaml`, loaded when the first file is parsed: most commits hold none that has to be.
type YamlPackage = typeof import('./yaml-package.js');

let loaded: YamlPackage | undefined;

export function yamlPackage(): YamlPackage {
  loaded ??= require('./yaml-package.js') as YamlPackage;
  return loaded;
}

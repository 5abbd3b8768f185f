const icon = 'icon:';
/** How the bundle declares icons: `var a="M3,4H…",b="M12…";`. */
const declared = /\bvar ((?:[\w$]+="M[\d.,A-Za-z -]{8,}",?)+);/g;
const each = /([\w$]+)="([^"]+)"/g;

export const isIcon = (id) => id.startsWith(icon);

/**
 * Makes a module of each icon: @mdi/js is one module, which all rooms share, so the bundle would bring everybody's icons with the first page.
 */
export function iconsApart() {
  return {
    name: 'icons-apart',
    transform: (code) =>
      code.replace(declared, (_statement, list) =>
        [...list.matchAll(each)]
          .map(([, name, path]) => `import{path as ${name}}from"${icon}${path}";`)
          .join(''),
      ),
    resolveId: (id) => (isIcon(id) ? { id, moduleSideEffects: false } : null),
    load: (id) => (isIcon(id) ? `export const path="${id.slice(icon.length)}"` : null),
  };
}

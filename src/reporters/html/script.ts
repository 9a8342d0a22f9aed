// The page's script: search and filters. Without it everything can still be read. It is plain text here, as it never runs in Node.
export const SCRIPT = `
'use strict';
(() => {
  const bar = document.getElementById('bar');
  if (!bar) return;
  const query = document.getElementById('query');
  const level = document.getElementById('level');
  const rule = document.getElementById('rule');
  const shown = document.getElementById('shown');
  const nothing = document.getElementById('nothing');
  const files = [...document.querySelectorAll('.file')].map((element) => ({
    element,
    findings: [...element.querySelectorAll('.finding')].map((finding) => ({
      element: finding,
      level: finding.dataset.level,
      rule: finding.dataset.rule,
      text: (element.dataset.file + ' ' + finding.textContent).toLowerCase(),
    })),
  }));
  const total = files.reduce((sum, file) => sum + file.findings.length, 0);
  const number = new Intl.NumberFormat('en');
  function apply() {
    const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    for (const file of files) {
      let here = 0;
      for (const finding of file.findings) {
        const fits =
          (level.value === '' || level.value === finding.level) &&
          (rule.value === '' || rule.value === finding.rule) &&
          words.every((word) => finding.text.includes(word));
        finding.element.hidden = !fits;
        if (fits) here += 1;
      }
      file.element.hidden = here === 0;
      count += here;
    }
    shown.textContent = count === total ? number.format(total) + ' shown' : number.format(count) + ' of ' + number.format(total) + ' shown';
    nothing.hidden = count > 0;
  }
  function reset() {
    query.value = level.value = rule.value = '';
    apply();
  }
  // a link from the list of rules leads to a finding that the filters may hide
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.classList.contains('finding')) return;
    if (target.hidden) reset();
    target.scrollIntoView();
  }
  let waiting = 0;
  query.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  level.addEventListener('change', apply);
  rule.addEventListener('change', apply);
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(?:INPUT|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      query.focus();
    }
    if (event.key === 'Escape' && document.activeElement === query) reset();
  });
  addEventListener('hashchange', reveal);
  bar.hidden = false;
  apply();
  reveal();
})();
`;

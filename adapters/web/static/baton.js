/** What the page does besides htmx: clocks that tick, local times, keys, examples, and whether the stream is connected. */
(() => {
  const skew = Number(document.body.dataset.now) - Date.now();
  const find = (selector, root = document) => root.querySelectorAll(selector);

  const pad = (value) => String(value).padStart(2, '0');
  function duration(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    if (seconds < 1) return 'under 1 s';
    if (seconds < 60) return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return `${minutes} m ${pad(seconds % 60)} s`;
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours} h ${pad(minutes % 60)} m` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
  }

  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function tick() {
    for (const element of find('.elapsed[data-since]')) setText(element, duration(Date.now() + skew - Number(element.dataset.since)));
  }

  const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  function localTimes() {
    for (const element of find('time.stamp')) {
      const at = new Date(element.dateTime);
      const today = at.toDateString() === new Date().toDateString();
      setText(element, (today ? clock : day).format(at));
      element.title = at.toLocaleString();
    }
  }

  function composer() {
    return document.querySelector('[data-composer]');
  }

  function fill(text) {
    const field = composer();
    if (!field) return;
    field.value = text;
    field.focus();
    field.setSelectionRange(text.length, text.length);
    grow(field);
  }

  /** As high as its text, up to the limit that the style sheet sets. */
  function grow(field) {
    field.dataset.rows ??= field.rows;
    field.rows = Math.min(14, Math.max(Number(field.dataset.rows), field.value.split('\n').length));
  }

  function listFiles(input) {
    const { maxFiles, maxBytes } = input.dataset;
    const names = [...input.files].map((file) => (file.size > Number(maxBytes) ? `${file.name} (too large)` : file.name));
    const output = input.form?.querySelector('[data-attached]');
    if (output) output.textContent = names.length > Number(maxFiles) ? `${names.length} files; at most ${maxFiles}` : names.join(', ');
  }

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const example = target?.closest('[data-example]');
    if (example) fill(example.dataset.example);
    target?.closest('[data-dismiss]')?.closest('.notice')?.remove();
  });

  document.addEventListener('keydown', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || event.isComposing) return;
    const isComposer = 'composer' in field.dataset;
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey || (isComposer && !event.shiftKey && matchMedia('(pointer: fine)').matches));
    if (sends) {
      event.preventDefault();
      if (field.value.trim() !== '') field.form?.requestSubmit();
    }
    const ask = event.key === 'Escape' ? field.closest('details.ask') : null;
    if (ask) {
      ask.open = false;
      ask.querySelector('summary')?.focus();
    }
  });

  document.addEventListener('input', (event) => {
    if (event.target instanceof HTMLTextAreaElement && 'composer' in event.target.dataset) grow(event.target);
  });
  document.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'file') listFiles(event.target);
  });

  // A form that opens is there to be typed into.
  document.addEventListener(
    'toggle',
    (event) => {
      if (event.target instanceof HTMLDetailsElement && event.target.open && event.target.matches('.ask')) event.target.querySelector('textarea')?.focus();
    },
    true,
  );

  document.addEventListener('composer-sent', () => {
    const field = composer();
    field?.form?.reset();
    if (field) grow(field);
    for (const output of find('[data-attached]')) output.textContent = '';
  });

  // Who reads the end stays at the end, but a long message is shown from its beginning.
  const nearEnd = () => window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 240;
  let following = true;
  let scrolledByUs = 0;
  function follow() {
    const last = document.getElementById('messages')?.lastElementChild;
    if (!following || !last || document.activeElement?.closest('.ask')) return;
    const top = last.getBoundingClientRect().top + window.scrollY - 80;
    scrolledByUs = performance.now();
    scrollTo({ top: Math.min(top, document.documentElement.scrollHeight) });
  }
  addEventListener(
    'scroll',
    () => {
      if (performance.now() - scrolledByUs > 200) following = nearEnd();
    },
    { passive: true },
  );

  // Who acts wants to see what comes of it.
  document.addEventListener('submit', () => {
    following = true;
  });

  document.addEventListener('htmx:after:swap', () => {
    tick();
    localTimes();
    for (const notice of find('.notice[data-passing]')) setTimeout(() => notice.remove(), 4000);
    follow();
  });

  // The network may be gone while the page still stands: say so, and say when it is back.
  const link = (text) => {
    const element = document.getElementById('link');
    if (element) setText(element, text);
  };
  document.addEventListener('htmx:sse:after:connection', (event) => link(event.detail.connection.status === 200 ? '' : 'Connecting again …'));
  document.addEventListener('htmx:sse:error', () => link('Connection lost. Trying again …'));

  tick();
  localTimes();
  setInterval(tick, 1000);
  follow();
  addEventListener('load', follow);
})();

'use strict';
// The page stands whole in the HTML. This moves three things: the moment of the
// run, the view of the diagram, and which state's facts are shown.
(() => {
  const $ = id => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  root.classList.add('live');
  all('[data-live]').forEach(el => { el.hidden = false; });

  // The moment. What has data-when shows from the first number to the second, from
  // the third to the fourth, ...; data-turns says which status begins when.
  const slider = $('moment'), end = slider ? +slider.max : 1;
  const pieces = all('[data-when]').map(el => ({el, on: el.dataset.when.split(' ').map(Number), shown: null}));
  const turning = all('[data-turns]').map(el => {
    const words = el.dataset.turns.split(' ');
    return {el, from: words.filter((_, i) => i % 2 === 0).map(Number), to: words.filter((_, i) => i % 2 === 1), spoken: el.textContent !== ''};
  });
  const events = all('#events a');
  let now = end;

  // before counts the numbers of a sorted list that are at most m.
  function before(list, m) {
    let low = 0, high = list.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (list[mid] <= m) low = mid + 1; else high = mid;
    }
    return low;
  }

  function show(m) {
    now = Math.max(1, Math.min(end, m));
    for (const p of pieces) {
      const shown = before(p.on, now) % 2 === 1;
      if (shown === p.shown) continue;
      p.shown = shown;
      if (!(p.el instanceof SVGElement)) p.el.hidden = !shown;
      else if (shown) p.el.removeAttribute('display');
      else p.el.setAttribute('display', 'none');
    }
    for (const t of turning) {
      const n = before(t.from, now), status = n ? t.to[n - 1] : 'idle';
      if (t.el.dataset.status === status) continue;
      t.el.dataset.status = status;
      if (t.spoken) t.el.textContent = status;
    }
    if (!slider) return;
    slider.value = now;
    const event = events[now - 1], list = $('events');
    const words = event.querySelector('i').textContent + ' ' + event.querySelector('b').textContent;
    slider.setAttribute('aria-valuetext', words + ', ' + now + ' of ' + end);
    $('place').textContent = now + ' of ' + end;
    events.forEach((el, i) => {
      el.classList.toggle('later', i >= now);
      if (i === now - 1) el.setAttribute('aria-current', 'step'); else el.removeAttribute('aria-current');
    });
    const row = event.parentElement, top = row.offsetTop - list.offsetTop * (list.offsetParent === row.offsetParent);
    if (top < list.scrollTop + 24) list.scrollTop = top - 48;
    else if (top + 48 > list.scrollTop + list.clientHeight) list.scrollTop = top + 72 - list.clientHeight;
  }

  // Playing.
  let timer = 0;
  function play(on) {
    clearInterval(timer);
    timer = 0;
    if (on && end > 1) {
      if (now === end) go(1);
      timer = setInterval(() => { if (now < end) go(now + 1); if (now === end) play(false); }, 700 / $('speed').value);
    }
    const button = document.querySelector('[data-do=play]');
    button.textContent = timer ? '❚❚' : '▶';
    button.setAttribute('aria-label', timer ? 'Pause' : 'Play');
    button.setAttribute('aria-pressed', String(!!timer));
  }
  function step(to) { play(false); go(to); }
  // go shows a moment, and where it happens.
  function go(to) {
    show(to);
    const hit = events.length && hitOf(events[now - 1].getAttribute('href').slice(1));
    if (hit) reveal(hit);
  }

  // The view: how #world is moved and enlarged within the picture.
  const svg = $('picture'), world = $('world'), box = svg.viewBox.baseVal;
  let scale = 1, x = 0, y = 0;
  const least = () => Math.min(svg.clientWidth / box.width, svg.clientHeight / box.height) || 1; // pixels of a unit at scale 1
  function place() { world.setAttribute('transform', 'translate(' + x + ' ' + y + ') scale(' + scale + ')'); }
  function fit() {
    scale = Math.min(1, 1.25 / least());
    x = (box.x + box.width / 2) * (1 - scale);
    y = (box.y + box.height / 2) * (1 - scale);
    place();
  }
  // open is the view one begins with: all of it, or of a flow too large to be
  // read so, its beginning.
  function open() {
    fit();
    if (least() * scale > 0.4) return;
    scale = 0.8 / least();
    x = box.x + box.width / 2 - scale * (box.x + box.width / 2);
    y = box.y + box.height / 2 - svg.clientHeight / least() / 2 - scale * box.y;
    const first = all('.hit')[0];
    place();
    if (first) reveal(first);
  }
  function at(clientX, clientY) { return new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse()); }
  function middle() { const r = svg.getBoundingClientRect(); return at(r.x + r.width / 2, r.y + r.height / 2); }
  function zoom(by, p) {
    const f = least(), to = Math.max(Math.min(0.05, f) / f, Math.min(4 / f, scale * by));
    x = p.x - (p.x - x) * to / scale;
    y = p.y - (p.y - y) * to / scale;
    scale = to;
    place();
  }
  function pan(dx, dy) { const f = least(); x += dx / f; y += dy / f; place(); }
  // reveal brings what was picked or focused into view.
  function reveal(el) {
    const r = el.getBoundingClientRect(), v = svg.getBoundingClientRect(), inset = 24;
    const off = (a, b, low, high) => a < low ? low - a + inset : b > high ? high - b - inset : 0;
    const dx = off(r.left, r.right, v.left, v.right), dy = off(r.top, r.bottom, v.top, v.bottom);
    if (dx || dy) pan(dx, dy);
  }

  const held = new Map();
  let travelled = 0, pinch = 0;
  svg.addEventListener('pointerdown', e => {
    if (e.button) return;
    if (!held.size) travelled = 0;
    held.set(e.pointerId, e);
    pinch = 0;
  });
  addEventListener('pointermove', e => {
    const last = held.get(e.pointerId);
    if (!last) return;
    held.set(e.pointerId, e);
    const dx = e.clientX - last.clientX, dy = e.clientY - last.clientY;
    travelled += Math.hypot(dx, dy);
    if (held.size === 2) {
      const [a, b] = [...held.values()];
      const apart = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (pinch) zoom(apart / pinch, at((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2));
      pinch = apart;
    }
    if (travelled > 4) {
      svg.classList.add('held');
      pan(dx / held.size, dy / held.size);
    }
  });
  const release = e => { held.delete(e.pointerId); pinch = 0; if (!held.size) svg.classList.remove('held'); };
  addEventListener('pointerup', release);
  addEventListener('pointercancel', release);
  svg.addEventListener('dragstart', e => e.preventDefault());
  svg.addEventListener('wheel', e => {
    e.preventDefault();
    const unit = e.deltaMode ? 16 : 1;
    if (e.shiftKey) pan(-(e.deltaX || e.deltaY) * unit, 0);
    else zoom(Math.exp(-Math.max(-120, Math.min(120, e.deltaY * unit)) / 300), at(e.clientX, e.clientY));
  }, {passive: false});
  svg.addEventListener('focusin', e => { if (e.target.closest('.hit')?.matches(':focus-visible')) reveal(e.target); });

  // The selection.
  let picked = null;
  function hitOf(id) { return document.querySelector('.hit[href="#' + id + '"]'); }
  function pick(id, focus) {
    const section = /^s\d+$/.test(id) ? $(id) : null;
    all('.picked').forEach(el => el.classList.remove('picked'));
    picked = section && id;
    root.classList.toggle('picked', !!section);
    if (section) {
      section.classList.add('picked');
      const hit = hitOf(id);
      if (hit) { hit.classList.add('picked'); reveal(hit); }
      if (focus) section.focus({preventScroll: true});
    }
    document.querySelector('aside').scrollTop = 0;
  }
  function back() {
    const hit = picked && hitOf(picked);
    pick('');
    if (hit) hit.focus({preventScroll: true});
  }

  const acts = {
    smaller: () => zoom(1 / 1.25, middle()), larger: () => zoom(1.25, middle()), fit, back,
    first: () => step(1), before: () => step(now - 1), after: () => step(now + 1), last: () => step(end), play: () => play(!timer),
  };
  document.addEventListener('click', e => {
    const button = e.target.closest('[data-do]'), link = e.target.closest('a');
    if (button) return acts[button.dataset.do]();
    if (!link) { if (svg.contains(e.target) && travelled <= 4) pick(''); return; }
    e.preventDefault();
    if (link.classList.contains('hit') && travelled > 4 && e.detail) return;
    if (link.dataset.moment) step(+link.dataset.moment);
    pick(link.getAttribute('href').slice(1), !events.includes(link));
  });

  const keys = {
    '+': acts.larger, '=': acts.larger, '-': acts.smaller, '0': fit, Escape: back,
    ArrowLeft: () => slider ? step(now - 1) : pan(40, 0), ArrowRight: () => slider ? step(now + 1) : pan(-40, 0),
  };
  const runKeys = {Home: acts.first, End: acts.last, ' ': acts.play};
  const shifted = {ArrowLeft: () => pan(40, 0), ArrowRight: () => pan(-40, 0), ArrowUp: () => pan(0, 40), ArrowDown: () => pan(0, -40)};
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('select')) return;
    if (e.target === slider && e.key !== ' ' && e.key !== 'Escape') return;
    if (e.key === ' ' && e.target.closest('button,summary')) return;
    const act = e.shiftKey && shifted[e.key] || keys[e.key] || slider && runKeys[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });

  if (slider) {
    slider.addEventListener('input', () => step(+slider.value));
    $('speed').addEventListener('change', () => { if (timer) play(true); });
  }
  addEventListener('resize', open);
  addEventListener('hashchange', () => pick(location.hash.slice(1)));
  open();
  show(end);
  pick(location.hash.slice(1));
})();

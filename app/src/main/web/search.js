// Offers how a search may go on, in a list below its field. Without it the field is a field.
'use strict';
(() => {
  const field = document.getElementById('q');
  const form = field.form;
  const box = document.createElement('div');
  const list = document.createElement('ul');
  let chosen = -1;
  let asked = new AbortController();
  let waiting = 0;

  box.className = 'offering';
  list.id = 'offers';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.dataset.offers);
  box.append(list);
  field.parentElement.after(box);
  field.type = 'text';
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-expanded', 'false');

  const close = () => {
    clearTimeout(waiting);
    asked.abort();
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };

  const option = ({ kind, text, href }, place) => {
    const item = document.createElement('li');
    item.id = 'offer-' + place;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.dataset.href = href;
    item.append(text);
    if (form.dataset[kind]) {
      const what = document.createElement('span');
      what.append(' ' + form.dataset[kind]);
      item.append(what);
    }
    return item;
  };

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch('/search/suggest?q=' + encodeURIComponent(field.value), { signal: asked.signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      close();
      list.replaceChildren(...suggestions.map(option));
      list.hidden = !suggestions.length;
      field.setAttribute('aria-expanded', String(!list.hidden));
    } catch {
      // What was asked before, or a line that is down: nothing is offered.
    }
  };

  const choose = place => {
    const items = [...list.children];
    chosen = (place + items.length + 1) % (items.length + 1);
    items.forEach((item, at) => item.setAttribute('aria-selected', String(at === chosen)));
    if (chosen < items.length) {
      field.setAttribute('aria-activedescendant', items[chosen].id);
      items[chosen].scrollIntoView({ block: 'nearest' });
    } else {
      field.removeAttribute('aria-activedescendant');
    }
  };

  field.addEventListener('input', event => {
    clearTimeout(waiting);
    if (!event.isComposing) {
      waiting = setTimeout(ask, 150);
    }
  });
  field.addEventListener('compositionend', () => { waiting = setTimeout(ask, 150); });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', event => {
    if (list.hidden || event.isComposing) {
      return;
    }
    if (event.key === 'ArrowDown') {
      choose(chosen + 1);
    } else if (event.key === 'ArrowUp') {
      choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === 'Enter' && list.children[chosen]) {
      location.assign(list.children[chosen].dataset.href);
    } else if (event.key === 'Escape') {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const item = event.target.closest('li');
    if (item) {
      location.assign(item.dataset.href);
    }
  });
})();

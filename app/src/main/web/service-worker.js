// Shows what is pushed, in the article's language, and opens the article. A later message about it replaces the one before.
'use strict';
self.addEventListener('push', event => {
  if (!event.data) {
    return;
  }
  const { title, body, lang, tag, url, at } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, {
    body,
    lang,
    tag,
    renotify: true,
    timestamp: Date.parse(at),
    icon: '/icon-192.png',
    data: { url },
  }));
});

self.addEventListener('notificationclick', event => {
  event.notification.close();
  const url = new URL(event.notification.data.url, self.location);
  if (url.origin === self.location.origin) {
    event.waitUntil(self.clients.openWindow(url.href));
  }
});

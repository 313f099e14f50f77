// Keeps what the page is made of, so that it opens without a network. Only browsers that reach it through
// a certificate, or on the machine itself, run this.
"use strict";

const cacheName = "cards";
const kept = [
  "/", "/app.js", "/store.js", "/study.js", "/quiz.js", "/text.js", "/app.css", "/stats.css",
  "/temml.js", "/temml.css", "/manifest.json", "/icon.svg",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(kept)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || !kept.includes(url.pathname)) return;
  event.respondWith(fresh(event.request));
});

// fresh asks the network first: an update of the program is seen at once.
async function fresh(request) {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const found = await cache.match(request, { ignoreSearch: true });
    if (found) return found;
    throw error;
  }
}

// A server of the open web by Fedify: its users follow actors elsewhere, and it takes only what it can verify.
// Tests steer it by POST /control and read what it took by GET /control/received.
import http from "node:http";

// Fedify wants a newer Node than Debian's; this is all that is missing there.
ArrayBuffer.prototype.transfer ??= function (length = this.byteLength) {
  const copy = new ArrayBuffer(length);
  new Uint8Array(copy).set(new Uint8Array(this).subarray(0, length));
  return copy;
};

const {
  Activity, generateCryptoKeyPair, getDocumentLoader, lookupObject, lookupWebFinger,
  signRequest, verifyRequest,
} = await import("@fedify/fedify");

const documentLoader = getDocumentLoader({ allowPrivateAddress: true });
let keys = await generateCryptoKeyPair("RSASSA-PKCS1-v1_5");
const received = [];
const refused = [];
let only = null;
let status = 202;
const statusOf = new Map();
let hold = { after: Infinity, waiting: [] };
const gone = new Set();
// Keys once seen are kept, as servers do: who is killed right after it sent cannot be asked for its own.
const known = new Map();
const keyCache = {
  get: async (id) => known.get(id.href),
  set: async (id, key) => { if (key !== null) known.set(id.href, key); },
};

const site = () => `http://127.0.0.1:${server.address().port}`;
const actor = (name) => `${site()}/users/${name}`;

async function pem() {
  const bytes = Buffer.from(await crypto.subtle.exportKey("spki", keys.publicKey)).toString("base64");
  return `-----BEGIN PUBLIC KEY-----\n${bytes.match(/.{1,64}/g).join("\n")}\n-----END PUBLIC KEY-----\n`;
}

// Whose name begins with p has no inbox that they share.
async function person(name) {
  const id = actor(name);
  const shared = name.startsWith("p") ? {} : { endpoints: { sharedInbox: `${site()}/inbox` } };
  return {
    "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
    id, type: "Person", preferredUsername: name, inbox: `${id}/inbox`, outbox: `${id}/outbox`, ...shared,
    publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: await pem() },
  };
}

async function say(inbox, name, activity, spec) {
  const request = new Request(inbox, {
    method: "POST",
    headers: { "Content-Type": "application/activity+json" },
    body: JSON.stringify({ "@context": "https://www.w3.org/ns/activitystreams", actor: actor(name), ...activity }),
  });
  const signed = await signRequest(request, keys.privateKey, new URL(`${actor(name)}#main-key`), { spec });
  const answer = await fetch(signed);
  return { status: answer.status, body: await answer.text() };
}

const acts = {
  async follow({ user, object, spec, id = `${actor(user)}#follow` }) {
    const whom = await lookupObject(object, { documentLoader });
    return say(whom.inboxId.href, user, { id, type: "Follow", object: whom.id.href }, spec);
  },
  unfollow: ({ user, object, inbox, spec }) =>
    say(inbox, user, {
      id: `${actor(user)}#undo`, type: "Undo",
      object: { id: `${actor(user)}#follow`, type: "Follow", actor: actor(user), object },
    }, spec),
  block: ({ user, object, inbox, spec }) =>
    say(inbox, user, { id: `${actor(user)}#block`, type: "Block", object }, spec),
  leave({ user, inbox, spec }) {
    gone.add(user);
    return say(inbox, user, { id: `${actor(user)}#delete`, type: "Delete", object: actor(user) }, spec);
  },
  async finger({ resource }) {
    return await lookupWebFinger(new URL(resource), { allowPrivateAddress: true }) ?? {};
  },
  async look({ url }) {
    const found = await lookupObject(url, { documentLoader });
    return { type: found?.constructor.name, id: found?.id?.href, name: found?.name?.toString() };
  },
  only({ spec }) { only = spec; return {}; },
  answer(asked) { status = asked.status; return {}; },
  answerTo({ type, status }) { statusOf.set(type, status); return {}; },
  holdAfter({ more }) { hold = { after: received.length + more, waiting: [] }; return {}; },
  release() { hold.after = Infinity; hold.waiting.forEach((go) => go()); return {}; },
  async rotate() { keys = await generateCryptoKeyPair("RSASSA-PKCS1-v1_5"); return {}; },
};

async function take(path, headers, body) {
  const spec = headers["signature-input"] ? "rfc9421" : "draft-cavage-http-signatures-12";
  if (only !== null && only !== spec) {
    return 401;
  }
  const request = new Request(site() + path, { method: "POST", headers, body });
  const key = await verifyRequest(request, { documentLoader, contextLoader: documentLoader, keyCache, spec });
  const activity = await Activity.fromJsonLd(JSON.parse(body), { documentLoader, contextLoader: documentLoader });
  if (key === null || key.ownerId?.href !== activity.actorId?.href) {
    refused.push({ path, spec, body });
    return 401;
  }
  received.push({ path, spec, type: activity.constructor.name, actor: activity.actorId.href, activity: JSON.parse(body) });
  if (received.length > hold.after) {
    await new Promise((go) => hold.waiting.push(go));
  }
  return statusOf.get(activity.constructor.name) ?? status;
}

async function answer(request, body) {
  const path = request.url;
  const user = path.match(/^\/users\/([^/]+)$/)?.[1];
  if (path === "/control/received") {
    return [200, { received, refused }];
  }
  if (path === "/control") {
    const asked = JSON.parse(body);
    return [200, await acts[asked.do](asked)];
  }
  if (request.method === "POST") {
    return [await take(path, request.headers, body), {}];
  }
  return user === undefined ? [404, {}] : gone.has(user) ? [410, {}] : [200, await person(user)];
}

const server = http.createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  const [code, json] = await answer(request, Buffer.concat(parts).toString("utf8"))
    .catch((broken) => [500, { broken: String(broken.stack) }]);
  response.writeHead(code, { "Content-Type": "application/activity+json" });
  response.end(JSON.stringify(json));
});
server.listen(0, "127.0.0.1", () => console.log(`listening on ${server.address().port}`));
process.stdin.on("end", () => process.exit(0)).resume();

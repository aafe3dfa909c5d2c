// Switches push messages on and off for this browser, on a reader's own page. Without it the page lacks one button.
'use strict';
(async () => {
  const box = document.getElementById('push');
  if (!box || !('serviceWorker' in navigator) || !('PushManager' in window)) {
    return;
  }
  const button = box.querySelector('button');
  const says = box.querySelector('[role=status]');
  const registration = await navigator.serviceWorker.register('/service-worker.js');

  const bytes = text => Uint8Array.from(
      atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));

  const tell = async (act, subscription) => {
    const { endpoint, keys } = subscription.toJSON();
    const answer = await fetch(location.pathname + '/push', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ act, endpoint, keys }),
    });
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
  };

  const show = isOn => {
    button.textContent = isOn ? box.dataset.off : box.dataset.on;
    says.textContent = isOn ? box.dataset.isOn : box.dataset.isOff;
  };

  const switchOn = async () => {
    const subscription = await registration.pushManager.subscribe(
        { userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key) });
    await tell('on', subscription);
  };

  const switchOff = async subscription => {
    await tell('off', subscription);
    await subscription.unsubscribe();
  };

  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const subscription = await registration.pushManager.getSubscription();
      await (subscription ? switchOff(subscription) : switchOn());
      show(!subscription);
    } catch {
      says.textContent = box.dataset.failed;
    }
    button.disabled = false;
  });

  show(await registration.pushManager.getSubscription());
  box.hidden = false;
})();

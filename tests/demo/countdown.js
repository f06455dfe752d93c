// A countdown that begins anew with every load, whatever the hour: what the record of two loads shows.
for (const el of document.querySelectorAll('.left')) {
  let left = Number(el.dataset.minutes) * 60;
  setInterval(() => {
    left = Math.max(0, left - 1);
    el.textContent = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60]
      .map((n) => String(n).padStart(2, '0'))
      .join(':');
  }, 1000);
}

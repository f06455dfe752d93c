// The single-page shop's own script. Written as a shop would write it; it knows nothing of any extension.
const view = document.getElementById('view');
const feed = document.getElementById('feed');
const end = document.getElementById('feed-end');
let portion = 0;
let isLoading = false;

async function show(id) {
  const html = await (await fetch(`/fragment/${id}`)).text();
  history.pushState({}, '', `/feed?item=${id}`);
  document.title = `${id} - 拾光小铺`;
  const holder = document.createElement('div');
  holder.innerHTML = html;
  // Pictures arrive after the text, as they do where a component loads them lazily.
  const late = [...holder.querySelectorAll('img')].map((image) => {
    const { src } = image;
    image.removeAttribute('src');
    return [image, src];
  });
  view.replaceChildren(...holder.childNodes);
  setTimeout(() => late.forEach(([image, src]) => (image.src = src)), 350);
}

async function more() {
  if (isLoading || portion > 40) return;
  isLoading = true;
  const html = await (await fetch(`/portion/${portion++}`)).text();
  feed.insertAdjacentHTML('beforeend', html);
  isLoading = false;
}

for (const button of document.querySelectorAll('[data-product]'))
  button.addEventListener('click', () => {
    for (const other of document.querySelectorAll('[data-product]'))
      other.setAttribute('aria-pressed', String(other === button));
    void show(button.dataset.product);
  });
new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && void more(), {
  rootMargin: '300px',
}).observe(end);

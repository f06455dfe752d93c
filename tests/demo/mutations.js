// A page that never keeps still: text, attributes and elements change in every frame.
const box = document.createElement('div');
box.className = 'wrap said';
document.body.append(box);
let n = 0;
function change() {
  n++;
  box.textContent = `还有 ${1000 - (n % 1000)} 件`;
  box.dataset.tick = String(n);
  const extra = document.createElement('i');
  box.append(extra);
  requestAnimationFrame(change);
}
change();

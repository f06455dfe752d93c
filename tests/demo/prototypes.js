// A page that replaces what a careless script would rely on. Runs before everything else on the page.
Array.prototype.map = () => [];
Array.prototype.filter = () => [];
Array.prototype.toJSON = () => '[]';
Object.prototype.toJSON = undefined;
Element.prototype.getBoundingClientRect = () => ({
  x: -9,
  y: -9,
  width: 0,
  height: 0,
  top: -9,
  left: -9,
  right: -9,
  bottom: -9,
});
Element.prototype.attachShadow = () => {
  throw new Error('no');
};
Document.prototype.createElement = () => null;
Document.prototype.querySelectorAll = () => [];
Node.prototype.appendChild = (node) => node;
JSON.parse = () => ({ price: '0.01' });
JSON.stringify = () => '{}';
window.MutationObserver = undefined;
window.IntersectionObserver = undefined;
window.fetch = () => Promise.reject(new Error('no'));

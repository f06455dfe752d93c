/** Things with a plug: headphones, a learning tablet. And the host of a live room. */
import { ball, blur, rounded, vertical, type Drawing } from './studio';

export const headphones: Drawing = {
  defs:
    ball('ear', '#fdfaf5', '#ddd5c8', '#93897b') +
    rounded('band', '#a59c8e', '#f6f1e8', '#d8d0c2', '#968c7e') +
    ball('foam', '#6c645a', '#3f3a34', '#201d1a') +
    blur('b1', 10),
  shadow: { x: 500, y: 800, rx: 300 },
  body: `<path d="M268 560 C240 180 760 180 732 560" fill="none" stroke="url(#band)" stroke-width="46" stroke-linecap="round"/><path d="M330 330 C400 236 600 236 670 330" fill="none" stroke="#4a443d" stroke-width="30" stroke-linecap="round"/>
<path d="M286 420 C310 300 400 240 500 238" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".8"/>
<ellipse cx="326" cy="650" rx="74" ry="140" fill="url(#foam)"/><ellipse cx="674" cy="650" rx="74" ry="140" fill="url(#foam)"/>
<ellipse cx="262" cy="648" rx="92" ry="150" fill="url(#ear)"/><ellipse cx="738" cy="648" rx="92" ry="150" fill="url(#ear)"/>
<ellipse cx="248" cy="648" rx="52" ry="94" fill="none" stroke="#b8ad9d" stroke-width="5"/><ellipse cx="752" cy="648" rx="52" ry="94" fill="none" stroke="#a2978a" stroke-width="5"/><circle cx="248" cy="648" r="13" fill="#c96f3f"/><circle cx="752" cy="648" r="13" fill="#c96f3f"/>
<ellipse cx="222" cy="580" rx="18" ry="50" transform="rotate(12 222 580)" fill="#fff" opacity=".85" filter="url(#b1)"/><ellipse cx="700" cy="580" rx="16" ry="48" transform="rotate(12 700 580)" fill="#fff" opacity=".6" filter="url(#b1)"/>`,
};

export const tablet: Drawing = {
  defs:
    vertical('glass', ['#2b5aa8', '#6aa3e0']) +
    rounded('stand', '#b8bec6', '#f4f6f8', '#d8dde3', '#a8afb8') +
    blur('b1', 12),
  shadow: { x: 500, y: 800, rx: 310 },
  body: `<path d="M430 700 L570 700 L610 800 L390 800Z" fill="url(#stand)"/><ellipse cx="500" cy="802" rx="210" ry="24" fill="#c6ccd4"/>
<rect x="170" y="260" width="660" height="450" rx="34" fill="#20242b"/><rect x="196" y="286" width="608" height="398" rx="14" fill="url(#glass)"/>
<g fill="#fff"><rect x="232" y="326" width="190" height="24" rx="12" opacity=".95"/><rect x="232" y="372" width="320" height="13" rx="6" opacity=".6"/><rect x="232" y="400" width="270" height="13" rx="6" opacity=".6"/><rect x="232" y="452" width="150" height="190" rx="18" opacity=".92"/><rect x="402" y="452" width="150" height="190" rx="18" opacity=".78"/><rect x="572" y="452" width="196" height="190" rx="18" opacity=".64"/></g>
<g fill="none" stroke="#2b5aa8" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"><path d="M270 600 L306 510 L342 600 M284 570 L330 570"/><path d="M440 590 L478 500 L516 590Z"/><circle cx="670" cy="546" r="48"/><path d="M670 546 L670 512 M670 546 L694 560"/></g>
<path d="M640 290 L800 290 L800 420Z" fill="#fff" opacity=".14"/><circle cx="706" cy="372" r="36" fill="#ffd36b"/>`,
};

/** How the drawn host stands at one moment; lengths in the drawing's units of 540 × 960, angles in degrees. */
export interface HostPose {
  body: { x: number; y: number };
  tilt: number;
  /** Of the hand that holds the cup. */
  hand: { x: number; y: number };
  /** Half the height of the open mouth. */
  mouth: number;
  isBlinking: boolean;
}

/** One frame of the live room: a host drawn as a flat figure who sways, blinks and lifts a cup. 360 × 640. */
export function hostFrame(step: number, steps: number): string {
  const turn = (step / steps) * Math.PI * 2;
  const sway = (amount: number, times = 1): number => Math.sin(turn * times) * amount;
  return hostAt({
    body: { x: sway(9), y: sway(4, 2) },
    tilt: sway(3),
    hand: { x: sway(12, 2), y: sway(16) },
    mouth: 6 + 5 * Math.abs(Math.sin(turn * 5)),
    isBlinking: step % 24 < 2,
  });
}

/** The same host in any pose, in the same room. */
export function hostAt({ body, tilt, hand, mouth, isBlinking }: HostPose): string {
  const n = (value: number): string => value.toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="640" viewBox="0 0 540 960"><defs>
<linearGradient id="room" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f3e2cf"/><stop offset="1" stop-color="#c99f7c"/></linearGradient>
<linearGradient id="coat" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#3f6f66"/><stop offset=".4" stop-color="#6fa296"/><stop offset="1" stop-color="#34594f"/></linearGradient>
<linearGradient id="table" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8f5f3d"/><stop offset="1" stop-color="#4c2f1c"/></linearGradient></defs>
<rect width="540" height="960" fill="url(#room)"/>
<g fill="#b98d69"><rect x="34" y="190" width="150" height="12" rx="4"/><rect x="34" y="330" width="150" height="12" rx="4"/><rect x="366" y="240" width="140" height="12" rx="4"/></g>
<g fill="#7d5a43"><path d="M56 190 v-54 q24 -20 48 0 v54z"/><rect x="122" y="130" width="40" height="60" rx="6" fill="#3f6f66"/><circle cx="80" cy="300" r="30" fill="#e4d3bd"/><rect x="126" y="278" width="36" height="52" rx="5" fill="#c9a552"/><path d="M400 240 q-8 -60 26 -76 q34 16 26 76z" fill="#e9ded0"/></g>
<g transform="translate(${n(body.x)} ${n(body.y)})"><path d="M120 960 C120 700 150 590 214 566 L326 566 C390 590 420 700 420 960Z" fill="url(#coat)"/><path d="M226 566 L270 640 L314 566Z" fill="#f6ead9"/>
<rect x="242" y="500" width="56" height="84" rx="24" fill="#d9a883"/><g transform="rotate(${n(tilt)} 270 480)"><path d="M174 440 C160 300 220 246 276 250 C350 254 384 316 366 452 L372 560 C330 590 320 520 322 440 L218 440 C222 520 208 590 166 560Z" fill="#33231b"/><ellipse cx="270" cy="426" rx="80" ry="98" fill="#f0c6a2"/><path d="M190 410 C196 340 250 320 300 336 C330 346 350 380 350 412 C320 396 300 370 290 356 C262 392 220 400 190 410Z" fill="#33231b"/>
${isBlinking ? '<path d="M226 428 h30 M286 428 h30" stroke="#33231b" stroke-width="5" stroke-linecap="round"/>' : '<ellipse cx="241" cy="428" rx="9" ry="11" fill="#33231b"/><ellipse cx="301" cy="428" rx="9" ry="11" fill="#33231b"/>'}
<ellipse cx="271" cy="484" rx="18" ry="${n(mouth)}" fill="#b4503f"/><ellipse cx="216" cy="462" rx="15" ry="9" fill="#eb9c86" opacity=".6"/><ellipse cx="326" cy="462" rx="15" ry="9" fill="#eb9c86" opacity=".6"/></g></g>
<g transform="translate(${n(hand.x)} ${n(hand.y)})"><path d="M420 900 C410 780 400 740 392 700" stroke="#4c8075" stroke-width="58" stroke-linecap="round" fill="none"/><circle cx="388" cy="680" r="34" fill="#f0c6a2"/><path d="M350 590 h84 l-9 78 q-4 20 -33 20 q-29 0 -33 -20z" fill="#f7f9f7"/><path d="M350 606 h82 l-2 15 h-78z" fill="#5f8a85"/></g>
<rect y="850" width="540" height="110" fill="url(#table)"/><path d="M66 856 q-6 -74 50 -74 q56 0 50 74z" fill="#a87550"/><ellipse cx="116" cy="782" rx="30" ry="8" fill="#6b432b"/><rect x="196" y="796" width="62" height="62" rx="8" fill="#38614f"/><rect x="196" y="790" width="62" height="14" rx="5" fill="#c9a552"/>
</svg>`;
}

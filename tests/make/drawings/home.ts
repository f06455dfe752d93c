/** Things for the house: pots, cups, lamp, cushions, tin, flask, shelf. */
import { ball, blur, rounded, vertical, type Drawing } from './studio';

export const teapot: Drawing = {
  defs:
    ball('pot', '#f2e3cf', '#b98a63', '#5f3c26') +
    rounded('spout', '#7a5036', '#d9b592', '#a87550', '#6b432b') +
    blur('b1', 9),
  shadow: { x: 500, y: 775, rx: 270 },
  body: `<path d="M318 470 C190 400 150 470 190 560 C214 616 270 640 318 640" fill="none" stroke="#7a5036" stroke-width="34" stroke-linecap="round"/>
<path d="M318 466 C204 404 166 468 203 554 C226 606 274 628 318 630" fill="none" stroke="#c99b74" stroke-width="12" stroke-linecap="round" opacity=".8"/>
<path d="M690 600 C770 580 790 500 842 420 L880 440 C856 540 830 660 690 690Z" fill="url(#spout)"/>
<ellipse cx="861" cy="431" rx="23" ry="11" transform="rotate(26 861 431)" fill="#3c2416"/>
<path d="M500 372 C690 372 736 500 730 588 C724 700 650 782 500 782 C350 782 276 700 270 588 C264 500 310 372 500 372Z" fill="url(#pot)"/>
<path d="M276 560 C330 600 670 600 724 560 L728 610 C670 650 330 650 272 610Z" fill="#4d2f1d" opacity=".32"/>
<ellipse cx="500" cy="392" rx="132" ry="32" fill="#6b432b"/><path d="M378 388 C390 320 610 320 622 388 C590 412 410 412 378 388Z" fill="#c2936c"/>
<path d="M386 380 C410 336 520 330 560 340" fill="none" stroke="#f5e6d2" stroke-width="9" stroke-linecap="round" opacity=".65"/>
<circle cx="500" cy="312" r="27" fill="#8a5b3c"/><circle cx="492" cy="304" r="9" fill="#f2dcc0" opacity=".8"/>
<ellipse cx="392" cy="500" rx="34" ry="84" transform="rotate(18 392 500)" fill="#fff7ea" opacity=".5" filter="url(#b1)"/>`,
};

export const cup: Drawing = {
  defs:
    rounded('cupside', '#a9b7b4', '#f5f9f7', '#d6e0dc', '#93a5a0') +
    vertical('tea', ['#8c5427', '#c8863f']) +
    blur('b1', 8) +
    blur('steam', 10),
  shadow: { x: 480, y: 778, rx: 275 },
  body: `<ellipse cx="480" cy="768" rx="270" ry="46" fill="#e7ece8"/><ellipse cx="480" cy="760" rx="268" ry="42" fill="#f8fbf9"/><ellipse cx="480" cy="757" rx="150" ry="22" fill="#cdd8d4"/>
<path d="M664 516 C800 486 806 660 640 664" fill="none" stroke="#b9c7c2" stroke-width="34" stroke-linecap="round"/><path d="M668 510 C784 494 788 640 646 648" fill="none" stroke="#f4f8f6" stroke-width="11" stroke-linecap="round"/>
<path d="M290 446 C292 640 340 760 480 760 C620 760 668 640 670 446Z" fill="url(#cupside)"/>
<path d="M296 520 C380 560 580 560 664 520 L660 560 C580 600 380 600 300 560Z" fill="#5f8a85" opacity=".5"/>
<ellipse cx="480" cy="446" rx="190" ry="48" fill="#eef3f0"/><ellipse cx="480" cy="452" rx="172" ry="39" fill="url(#tea)"/><ellipse cx="420" cy="446" rx="60" ry="9" fill="#fff" opacity=".35"/>
<g fill="none" stroke="#fff" stroke-width="16" stroke-linecap="round" opacity=".55" filter="url(#steam)"><path d="M430 390 C400 330 470 300 436 220"/><path d="M520 380 C560 310 490 280 530 190"/></g>
<ellipse cx="356" cy="590" rx="20" ry="88" transform="rotate(-8 356 590)" fill="#fff" opacity=".7" filter="url(#b1)"/>`,
};

export const lamp: Drawing = {
  defs:
    rounded('shade', '#b9502d', '#f08a5b', '#d9683b', '#a2431f') +
    '<radialGradient id="light" cx=".5" cy="0" r="1"><stop offset="0" stop-color="#fff3c9" stop-opacity=".95"/><stop offset="1" stop-color="#fff3c9" stop-opacity="0"/></radialGradient>' +
    rounded('base', '#3d3a37', '#8d8780', '#5f5a55', '#34312e') +
    blur('b1', 8),
  shadow: { x: 500, y: 800, rx: 190 },
  body: `<path d="M330 430 L190 820 L770 820 L640 430Z" fill="url(#light)"/>
<path d="M494 770 L494 640 C494 560 690 520 640 330 C620 250 560 220 500 232" fill="none" stroke="#4a4642" stroke-width="15" stroke-linecap="round"/>
<path d="M490 770 L490 640 C490 560 684 520 634 332" fill="none" stroke="#a19a92" stroke-width="4" stroke-linecap="round" opacity=".8"/>
<ellipse cx="500" cy="800" rx="172" ry="36" fill="#2f2c2a"/><path d="M328 788 C328 766 672 766 672 788 L672 800 C672 830 328 830 328 800Z" fill="url(#base)"/><ellipse cx="500" cy="784" rx="172" ry="33" fill="#6c6660"/><ellipse cx="450" cy="778" rx="86" ry="12" fill="#a8a098" opacity=".5"/>
<path d="M420 224 C440 194 540 194 560 224 L676 428 C640 470 330 470 296 428Z" fill="url(#shade)"/><ellipse cx="486" cy="430" rx="190" ry="34" fill="#ffe9b0"/><ellipse cx="486" cy="432" rx="120" ry="19" fill="#fffdf0"/>
<path d="M420 250 C390 300 360 360 344 410" fill="none" stroke="#ffd3bb" stroke-width="14" stroke-linecap="round" opacity=".75" filter="url(#b1)"/><ellipse cx="490" cy="208" rx="46" ry="12" fill="#8f3a1a"/>`,
};

function cushionOf(light: string, middle: string, dark: string, pattern: string): Drawing {
  return {
    defs: ball('pad', light, middle, dark) + blur('b1', 14) + blur('b2', 5),
    shadow: { x: 500, y: 800, rx: 320 },
    body: `<path d="M196 282 C300 318 700 318 804 282 C786 390 786 690 812 806 C700 774 300 774 188 806 C214 690 214 390 196 282Z" fill="url(#pad)"/>
<g opacity=".75">${pattern}</g>
<path d="M196 282 C300 318 700 318 804 282 C786 390 786 690 812 806 C700 774 300 774 188 806 C214 690 214 390 196 282Z" fill="none" stroke="${dark}" stroke-width="7" opacity=".55"/>
<path d="M214 300 C260 360 300 400 350 430 M790 300 C740 360 700 396 654 424 M206 790 C260 730 300 700 346 676 M796 790 C740 736 706 706 660 684" fill="none" stroke="${dark}" stroke-width="10" stroke-linecap="round" opacity=".28" filter="url(#b2)"/>
<ellipse cx="400" cy="450" rx="150" ry="100" fill="#fff" opacity=".32" filter="url(#b1)"/>`,
  };
}

export const cushion = cushionOf(
  '#f5efe3',
  '#d9c9ac',
  '#8f7a57',
  '<g fill="none" stroke="#a5552f" stroke-width="6"><path d="M300 360 C420 470 420 610 300 720 M400 350 C500 470 500 610 400 728 M500 350 C580 470 580 610 500 728 M600 350 C670 470 670 610 600 728 M700 360 C746 470 746 610 700 720"/></g>',
);

export const leatherCushion = cushionOf(
  '#b98157',
  '#84512f',
  '#43240f',
  '<g fill="none" stroke="#34190a" stroke-width="4" stroke-dasharray="14 9"><path d="M250 340 C400 366 600 366 750 340 M244 752 C400 726 600 726 756 752 M500 320 C492 460 492 630 500 770 M222 545 C400 536 600 536 780 545"/></g>',
);

export const teaTin: Drawing = {
  defs:
    rounded('tin', '#1f3d33', '#5d8f7b', '#38614f', '#19332a') +
    rounded('lid', '#8d6d2f', '#f0d594', '#c9a552', '#7d5e25') +
    blur('b1', 8),
  shadow: { x: 500, y: 808, rx: 205 },
  body: `<path d="M320 330 L320 790 C320 830 680 830 680 790 L680 330Z" fill="url(#tin)"/><path d="M310 240 L310 342 C310 376 690 376 690 342 L690 240Z" fill="url(#lid)"/><ellipse cx="500" cy="240" rx="190" ry="38" fill="#f3dda3"/><ellipse cx="500" cy="238" rx="160" ry="28" fill="#d9b865"/>
<path d="M310 332 C310 366 690 366 690 332" fill="none" stroke="#6e521d" stroke-width="5" opacity=".7"/>
<g transform="translate(500 580)"><rect x="-104" y="-136" width="208" height="272" rx="6" fill="#f6efdc"/><rect x="-92" y="-124" width="184" height="248" rx="3" fill="none" stroke="#a9853c" stroke-width="3"/><path d="M0 60 C-70 20 -70 -60 0 -100 C70 -60 70 20 0 60Z M0 60 L0 -60 M0 10 C-20 -4 -34 -14 -42 -26 M0 -10 C20 -24 34 -34 40 -46" fill="none" stroke="#2f5545" stroke-width="6" stroke-linecap="round"/><path d="M-50 92 L50 92" stroke="#a9853c" stroke-width="4"/></g>
<rect x="352" y="370" width="34" height="420" rx="17" fill="#fff" opacity=".22" filter="url(#b1)"/>`,
};

export const thermos: Drawing = {
  defs:
    rounded('steel', '#2c4a5e', '#8fb4c9', '#52798f', '#213a4a') +
    rounded('cap', '#23282c', '#727c84', '#454d54', '#1c2023') +
    blur('b1', 7),
  shadow: { x: 500, y: 828, rx: 150 },
  body: `<path d="M380 380 C380 350 400 330 420 324 L580 324 C600 330 620 350 620 380 L620 800 C620 840 380 840 380 800Z" fill="url(#steel)"/><path d="M412 180 C412 160 588 160 588 180 L592 322 C592 344 408 344 408 322Z" fill="url(#cap)"/><ellipse cx="500" cy="176" rx="88" ry="17" fill="#596269"/>
<path d="M408 316 C420 336 580 336 592 316" stroke="#d6dee3" stroke-width="7" fill="none"/><path d="M592 210 C660 214 664 300 594 300" fill="none" stroke="#30363b" stroke-width="17"/>
<path d="M380 772 C400 800 600 800 620 772" stroke="#16303f" stroke-width="4" fill="none" opacity=".6"/>
<g fill="#f2f6f8" opacity=".92"><circle cx="500" cy="560" r="34" fill="none" stroke="#f2f6f8" stroke-width="6"/><path d="M482 572 L500 540 L518 572Z"/></g>
<rect x="410" y="380" width="26" height="400" rx="13" fill="#fff" opacity=".42" filter="url(#b1)"/><rect x="586" y="400" width="9" height="360" rx="4" fill="#fff" opacity=".25" filter="url(#b1)"/>`,
};

export const vase: Drawing = {
  defs: ball('clay', '#fbf7f0', '#dcd2c4', '#8f8272') + blur('b1', 10),
  shadow: { x: 500, y: 812, rx: 170 },
  body: `<g fill="none" stroke="#6d7350" stroke-width="9" stroke-linecap="round"><path d="M500 470 C480 360 420 280 360 200 M504 470 C520 340 590 250 650 150 M500 470 C498 360 500 250 510 130"/></g>
<g fill="#8b9567"><ellipse cx="372" cy="214" rx="52" ry="19" transform="rotate(54 372 214)"/><ellipse cx="424" cy="296" rx="56" ry="20" transform="rotate(140 424 296)"/><ellipse cx="640" cy="170" rx="56" ry="20" transform="rotate(-56 640 170)"/><ellipse cx="566" cy="262" rx="54" ry="19" transform="rotate(10 566 262)"/><ellipse cx="508" cy="150" rx="50" ry="18" transform="rotate(88 508 150)"/><ellipse cx="470" cy="250" rx="46" ry="17" transform="rotate(200 470 250)"/></g>
<path d="M440 440 L560 440 C560 500 680 560 680 680 C680 780 610 820 500 820 C390 820 320 780 320 680 C320 560 440 500 440 440Z" fill="url(#clay)"/><ellipse cx="500" cy="440" rx="60" ry="14" fill="#5d5245"/>
<g stroke="#a8987f" stroke-width="5" fill="none" opacity=".7"><path d="M334 640 C420 668 580 668 666 640 M326 690 C420 720 580 720 674 690"/></g><ellipse cx="410" cy="620" rx="30" ry="90" transform="rotate(14 410 620)" fill="#fff" opacity=".7" filter="url(#b1)"/>`,
};

/** Things to wear and carry: a dress on a stand, a shoe, a backpack, a folded throw. */
import { ball, blur, rounded, vertical, type Drawing } from './studio';

export const dress: Drawing = {
  defs:
    rounded('linen', '#8fa08a', '#dbe4d2', '#b9c7b1', '#879981') +
    vertical('skin', ['#e9c9ae', '#d9b093']) +
    blur('b1', 9) +
    blur('b2', 4),
  shadow: { x: 500, y: 900, rx: 190 },
  body: `<path d="M492 150 C440 150 424 200 430 244 C436 284 462 306 462 330 L462 360 L540 360 L540 330 C540 306 566 284 572 244 C578 200 552 150 492 150Z" fill="url(#skin)"/>
<path d="M424 236 C404 130 470 96 514 104 C580 112 600 170 580 262 C574 210 560 190 520 186 C470 190 440 196 424 236Z" fill="#3a2a22"/><circle cx="520" cy="98" r="36" fill="#3a2a22"/>
<path d="M372 392 C340 440 318 520 306 600 C300 640 330 650 340 616 C354 560 372 500 396 460Z M630 392 C662 440 684 520 694 600 C700 640 670 650 660 616 C648 560 630 500 606 460Z" fill="url(#skin)"/>
<path d="M450 346 C420 352 380 366 362 396 C350 430 340 456 330 482 L400 500 C404 540 404 560 398 590 C370 690 330 790 312 880 C400 916 610 916 690 880 C670 790 632 690 604 590 C598 560 598 540 602 500 L672 482 C660 456 650 430 640 396 C622 366 580 352 552 346 C540 392 462 392 450 346Z" fill="url(#linen)"/>
<path d="M398 590 C450 612 552 612 604 590 L606 606 C552 628 450 628 396 606Z" fill="#6d7f68" opacity=".8"/>
<g fill="none" stroke="#62745e" stroke-width="6" stroke-linecap="round" opacity=".45" filter="url(#b2)"><path d="M440 626 C420 720 392 810 380 890 M490 630 C486 730 480 820 474 902 M546 630 C556 730 566 820 578 898 M580 622 C606 720 632 800 648 882 M450 360 C470 420 540 420 552 360"/></g>
<path d="M420 640 C396 730 372 800 356 872" stroke="#f3f7ee" stroke-width="18" fill="none" opacity=".6" filter="url(#b1)"/>
<path d="M500 604 C470 640 462 690 458 720 M504 604 C530 640 536 680 542 712" fill="none" stroke="#6d7f68" stroke-width="9" stroke-linecap="round"/>`,
};

export const shoe: Drawing = {
  defs:
    vertical('upper', ['#ffffff', '#d5dbe4']) +
    vertical('sole', ['#fefefe', '#c9d2dd']) +
    vertical('swoop', ['#3e7bd6', '#1f4c96']) +
    blur('b1', 10),
  shadow: { x: 500, y: 742, rx: 360, ry: 34 },
  body: `<path d="M150 664 C140 600 150 470 190 420 C214 396 250 420 290 430 C340 440 372 420 392 392 C410 372 440 372 462 392 C540 470 640 530 760 556 C840 574 880 610 884 668 L884 690 L150 690Z" fill="url(#upper)"/>
<path d="M190 420 C214 396 250 420 290 430 C340 440 372 420 392 392 C410 372 440 372 462 392 L424 442 C380 480 260 490 196 450Z" fill="#27364d"/>
<path d="M150 664 C146 610 150 540 166 480 C220 520 250 580 262 690 L150 690Z" fill="#e06a3a"/>
<path d="M280 660 C400 660 520 620 590 540 C620 556 650 570 690 580 C600 660 460 700 300 690Z" fill="url(#swoop)"/>
<path d="M884 668 C884 630 850 596 800 584 C770 610 760 650 764 690 L884 690Z" fill="#c4ccd8"/>
<g stroke="#26354c" stroke-width="11" stroke-linecap="round"><path d="M446 440 L500 402 M486 474 L540 436 M530 504 L582 468 M576 530 L626 496"/></g>
<path d="M136 684 C300 676 700 676 894 680 C910 700 900 742 860 746 C640 752 360 752 176 746 C140 744 126 712 136 684Z" fill="url(#sole)"/><path d="M140 712 C360 724 680 724 898 706" stroke="#e06a3a" stroke-width="9" fill="none"/>
<g stroke="#9aa6b6" stroke-width="4"><path d="M220 748 l10 -14 M290 750 l10 -14 M360 751 l10 -14 M430 752 l10 -14 M500 752 l10 -14 M570 752 l10 -14 M640 751 l10 -14 M710 750 l10 -14 M780 748 l10 -14"/></g>
<path d="M300 470 C380 470 420 450 450 420" stroke="#fff" stroke-width="14" fill="none" opacity=".2" filter="url(#b1)"/>`,
};

export const backpack: Drawing = {
  defs:
    rounded('bag', '#3b4a3a', '#8ea088', '#647a60', '#344233') +
    rounded('pocket', '#44543f', '#9aac92', '#71876b', '#3c4b39') +
    rounded('strap', '#5f3e22', '#c08a56', '#93622f', '#55361c') +
    blur('b1', 10),
  shadow: { x: 500, y: 822, rx: 245 },
  body: `<path d="M430 196 C430 110 570 110 570 196" fill="none" stroke="#5f3e22" stroke-width="22" stroke-linecap="round"/>
<path d="M286 400 C220 460 220 640 262 740 M714 400 C780 460 780 640 738 740" fill="none" stroke="#2c382b" stroke-width="34" stroke-linecap="round"/>
<path d="M280 400 C280 250 380 186 500 186 C620 186 720 250 720 400 L734 760 C734 822 690 832 500 832 C310 832 266 822 266 760Z" fill="url(#bag)"/>
<path d="M282 400 C282 250 380 186 500 186 C620 186 718 250 718 400 C718 470 640 500 500 500 C360 500 282 470 282 400Z" fill="#7d9277"/><path d="M282 400 C282 470 360 500 500 500 C640 500 718 470 718 400" fill="none" stroke="#2f3d2e" stroke-width="7"/>
<path d="M340 580 C340 560 660 560 660 580 L668 758 C668 786 332 786 332 758Z" fill="url(#pocket)"/><path d="M338 610 C440 626 560 626 662 610" stroke="#2f3d2e" stroke-width="6" fill="none"/>
<rect x="392" y="410" width="34" height="150" rx="6" fill="url(#strap)"/><rect x="574" y="410" width="34" height="150" rx="6" fill="url(#strap)"/><g fill="none" stroke="#e6cf9a" stroke-width="7"><rect x="386" y="500" width="46" height="36" rx="5"/><rect x="568" y="500" width="46" height="36" rx="5"/></g>
<rect x="452" y="664" width="96" height="54" rx="5" fill="#93622f"/><path d="M468 691 L532 691" stroke="#e6cf9a" stroke-width="5"/>
<path d="M330 330 C350 270 400 236 440 224" stroke="#dfe8da" stroke-width="18" fill="none" stroke-linecap="round" opacity=".6" filter="url(#b1)"/>`,
};

export const blanket: Drawing = {
  defs:
    ball('wool', '#f7d9d3', '#dd9c90', '#99544a') +
    rounded('fold', '#b56558', '#f0c5bb', '#d68d80', '#9a5348') +
    blur('b2', 5) +
    blur('b1', 12),
  shadow: { x: 500, y: 800, rx: 320 },
  body: `<path d="M196 690 C190 650 810 650 804 690 L810 772 C812 810 188 810 190 772Z" fill="url(#fold)"/><path d="M206 600 C200 560 800 560 794 600 L800 680 C800 716 200 716 200 680Z" fill="url(#fold)"/><path d="M216 512 C212 476 788 476 784 512 L790 592 C790 626 210 626 210 592Z" fill="url(#fold)"/>
<path d="M228 500 C232 430 330 396 500 396 C670 396 768 430 772 500 C772 540 228 540 228 500Z" fill="url(#wool)"/>
<g fill="none" stroke="#84423a" stroke-width="6" opacity=".4" filter="url(#b2)"><path d="M212 606 C400 632 600 632 790 606 M204 694 C400 720 600 720 798 694 M250 470 C380 440 620 440 750 470"/></g>
<path d="M560 420 L700 446 L742 800 L590 812Z" fill="url(#wool)"/><path d="M560 420 L700 446 L742 800 L590 812Z" fill="none" stroke="#99544a" stroke-width="3" opacity=".5"/>
<g stroke="#fbeae5" stroke-width="11" opacity=".85"><path d="M580 700 L728 688 M582 726 L731 714 M584 752 L734 740"/></g>
<g stroke="#c47a6d" stroke-width="6" stroke-linecap="round"><path d="M594 812 l2 46 M618 811 l2 46 M642 809 l3 46 M666 807 l3 46 M690 805 l4 46 M714 803 l4 44 M738 801 l4 42"/></g>
<ellipse cx="370" cy="450" rx="90" ry="28" fill="#fff" opacity=".4" filter="url(#b1)"/>`,
};

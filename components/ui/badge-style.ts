/**
 * Style of the badge, for inside its closed shadow root. `:host` rules are `!important` because, for
 * important declarations, the inner tree wins over the page's own style sheets (CSS Cascade 4 §6.1).
 * Colours repeat assets/style/tokens.css, which cannot reach in here.
 */
export const BADGE_STYLE = `
:host{all:initial!important;display:block!important;position:absolute!important;top:0!important;left:0!important;width:100px!important;height:0!important;margin:0!important;padding:0!important;border:0!important;overflow:visible!important;pointer-events:none!important;z-index:2147483647!important;contain:size style!important;visibility:visible!important;opacity:1!important;transform:none!important;filter:none!important;clip-path:none!important}
.layer{--ink:#17262b;--soft:#4c5b60;--paper:#fdfbf6;--line:#d9d3c5;--accent:#0f4a5a;--on:#fdfbf6;--wash:#e9f0f0;--shape:polygon(9px 0,100% 0,100% 100%,9px 100%,0 calc(100% - 9px),0 9px);font:500 13px/1.6 system-ui,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:var(--ink);letter-spacing:0;text-align:left;direction:ltr;-webkit-text-size-adjust:100%}
@media (prefers-color-scheme:dark){.layer{--ink:#ece8df;--soft:#b3b9b8;--paper:#1c2427;--line:#3a464a;--accent:#8ecbd8;--on:#0e1a1e;--wash:#243236}}
*{box-sizing:border-box}
.tag,.panel,.ring{position:absolute;top:0;left:0}
.tag{all:unset;position:absolute;top:0;left:0;box-sizing:border-box;display:flex;align-items:center;height:28px;min-width:28px;padding:0 10px 0 8px;gap:6px;color:var(--ink);cursor:pointer;pointer-events:auto;white-space:nowrap;isolation:isolate;filter:drop-shadow(0 1px 2px rgba(10,20,24,.32));border-radius:4px;font:600 12px/28px system-ui,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
.tag::before,.tag::after{content:"";position:absolute;z-index:-1;clip-path:var(--shape)}
.tag::before{inset:0;background:var(--accent)}
.tag::after{inset:1.5px;background:var(--paper)}
.tag.flag{color:var(--on)}
.tag.flag::after{background:var(--accent)}
.hole{flex:none;width:10px;height:10px;border-radius:50%;border:2px solid currentColor}
.tag.note .hole,.tag.labelled .hole{border-color:var(--accent)}
.tag.labelled .hole{background:var(--accent);box-shadow:inset 0 0 0 1.5px var(--paper)}
.tag.flag .hole{background:var(--paper);border-color:var(--on)}
.tag.labelled{padding-right:12px}
.tag.labelled::after{border-right:3px double var(--accent)}
.tag.small{width:28px;padding:0;justify-content:center}
.tag.small .word{display:none}
.tag:hover{filter:drop-shadow(0 2px 5px rgba(10,20,24,.42))}
.tag:focus-visible,.panel button:focus-visible{outline:3px solid var(--accent);outline-offset:2px;box-shadow:0 0 0 2px var(--paper)}
.panel{width:304px;max-width:calc(100vw - 16px);padding:12px 16px 14px;background:var(--paper);color:var(--ink);border:1px solid var(--line);border-radius:3px 12px 12px 12px;box-shadow:0 2px 6px rgba(10,20,24,.14),0 14px 36px rgba(10,20,24,.22);pointer-events:auto;cursor:auto;z-index:1;user-select:text}
.panel:focus{outline:none}
.panel:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
.head{display:flex;align-items:center;gap:7px;color:var(--accent);font-size:12px;font-weight:600;margin:-2px -8px 4px 0}
.head .hole{width:9px;height:9px}
.head .word{padding-left:8px;border-left:1px solid var(--line);color:var(--soft);font-weight:500}
.panel button{all:unset;box-sizing:border-box;min-height:32px;padding:0 14px;border-radius:6px;cursor:pointer;font-weight:600;font-size:13px;line-height:32px}
.panel .close{margin-left:auto;width:28px;min-height:28px;padding:0;text-align:center;font-size:18px;font-weight:400;line-height:28px;color:var(--soft)}
p,dl,dd{margin:0}
.headline{font-size:15px;font-weight:600;line-height:1.55;text-wrap:pretty}
.declared{margin-top:8px;padding:5px 0 5px 11px;border-left:3px solid var(--accent);font-size:13px}
.facts{margin-top:10px;font-size:12.5px;line-height:1.6}
dt{color:var(--soft);font-size:12px}
dd{margin-bottom:7px}
.sketch{margin-top:10px;padding-top:8px;border-top:1px solid var(--line);font-size:12.5px}
.lines{display:block;width:100%;height:auto;margin-top:4px}
.lines path{fill:none;stroke:var(--accent);stroke-width:2}
.lines .list{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 3}
.lines .unseen{stroke-width:1;stroke-dasharray:1 3;opacity:.6}
.lines .lowest{fill:var(--paper);stroke:var(--accent);stroke-width:2}
.days{display:flex;justify-content:space-between;color:var(--soft);font-size:11px;line-height:1.4}
.soft{color:var(--soft);font-size:12px}
.row{display:flex;gap:6px;margin-top:8px}
.panel .main{background:var(--accent);color:var(--on)}
.panel .quiet{color:var(--accent);padding:0 10px}
.panel .quiet:hover,.panel .close:hover{background:var(--wash)}
.ring{border:3px solid var(--accent);outline:2px solid var(--paper);border-radius:6px;pointer-events:none;animation:ring 2.4s both}
@keyframes ring{0%{opacity:0;inset:-10px}12%{opacity:1}80%{opacity:1}100%{opacity:0}}
@media (prefers-reduced-motion:reduce){.ring{animation:none}}
@media (forced-colors:active){.tag::before,.tag::after{display:none}.tag{background:Canvas;color:CanvasText;border:2px solid ButtonBorder}.tag.flag{border-width:4px}.tag.labelled{border-style:double;border-width:4px}.main{border:2px solid ButtonBorder}}
@media print{.layer{display:none}}
`;

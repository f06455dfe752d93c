/** Style of the watching chip, for inside its closed shadow root. Same ink and paper as the hang-tag (badge-style.ts). */
export const WATCH_CHIP_STYLE = `
:host{all:initial!important;display:block!important;position:absolute!important;top:0!important;left:0!important;width:100px!important;height:0!important;margin:0!important;padding:0!important;border:0!important;overflow:visible!important;pointer-events:none!important;z-index:2147483646!important;contain:size style!important;visibility:visible!important;opacity:1!important;transform:none!important;filter:none!important;clip-path:none!important}
.layer{--ink:#17262b;--soft:#4c5b60;--paper:#fdfbf6;--line:#d9d3c5;--accent:#0f4a5a;--wash:#e9f0f0;font:500 13px/1.6 system-ui,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:var(--ink);text-align:left;direction:ltr;-webkit-text-size-adjust:100%}
@media (prefers-color-scheme:dark){.layer{--ink:#ece8df;--soft:#b3b9b8;--paper:#1c2427;--line:#3a464a;--accent:#8ecbd8;--wash:#243236}}
*{box-sizing:border-box}
.chip,.panel{position:absolute;top:0;left:0}
.chip{all:unset;position:absolute;top:0;left:0;box-sizing:border-box;display:flex;align-items:center;gap:7px;height:28px;padding:0 11px 0 4px;border-radius:14px;background:var(--paper);color:var(--ink);border:1px solid var(--line);box-shadow:0 1px 3px rgba(10,20,24,.28);cursor:pointer;pointer-events:auto;white-space:nowrap;font:600 12px/26px system-ui,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;opacity:.94}
.chip:hover{opacity:1;box-shadow:0 2px 6px rgba(10,20,24,.36)}
.chip.small{padding:0 3px;gap:0}
.chip.small .line,.chip.small .time{display:none}
.chip:focus-visible,.panel button:focus-visible{outline:3px solid var(--accent);outline-offset:2px;box-shadow:0 0 0 2px var(--paper)}
.ring{flex:none;width:20px;height:20px;transform:rotate(-90deg)}
.ring circle{fill:none;stroke-width:2.5}
.ring .track{stroke:var(--line)}
.ring .done{stroke:var(--accent);stroke-linecap:round}
.ring .core{fill:var(--accent);stroke:none}
.resting .ring .core{fill:none;stroke:var(--soft);stroke-width:1.5}
.resting .ring .done{stroke:var(--soft)}
.time{color:var(--soft);font-variant-numeric:tabular-nums;font-weight:500}
.panel{width:296px;max-width:calc(100vw - 16px);padding:10px 14px 12px;background:var(--paper);color:var(--ink);border:1px solid var(--line);border-radius:12px;box-shadow:0 2px 6px rgba(10,20,24,.14),0 14px 36px rgba(10,20,24,.22);pointer-events:auto;cursor:auto;z-index:1;user-select:text}
.panel:focus{outline:none}
.panel:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
dl,dd,.name{margin:0}
.name{font-weight:700;font-size:13px;margin-bottom:4px}
dl{font-size:13px;line-height:1.6}
dt{color:var(--soft);font-size:12px}
dd{margin-bottom:6px;text-wrap:pretty}
.row{display:flex;flex-wrap:wrap;gap:2px;margin-top:6px}
.panel button{all:unset;box-sizing:border-box;min-height:32px;padding:0 10px;border-radius:6px;cursor:pointer;white-space:nowrap;font-weight:600;font-size:13px;line-height:32px;color:var(--accent)}
.panel button.main{background:var(--accent);color:var(--paper)}
.panel button:hover{background:var(--wash)}
.panel button.main:hover{background:var(--accent)}
@media (forced-colors:active){.chip,.panel{border:2px solid ButtonBorder}.ring .done{stroke:Highlight}.ring .track{stroke:GrayText}.ring .core{fill:CanvasText}.panel button{border:1px solid ButtonBorder;line-height:30px}}
@media print{.layer{display:none}}
`;

/** The report's own style: ink, paper and one accent; for the screen and for A4. No fonts are fetched. */
export const REPORT_STYLE = `
:root{--paper:#fdfbf6;--wash:#f0ebdf;--line:#d9d2c3;--ink:#17262b;--soft:#4c5b60;--accent:#0f4a5a;
--sans:system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;
--serif:"Iowan Old Style",Charter,"Source Serif 4","Songti SC","Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;
--mono:ui-monospace,"SF Mono","Cascadia Mono",Consolas,"Liberation Mono",monospace}
*{box-sizing:border-box}
html{background:var(--wash);color:var(--ink);font:400 15px/1.75 var(--sans);font-synthesis:none;text-spacing-trim:trim-start;text-autospace:normal;line-break:strict;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:58rem;padding:clamp(1.5rem,5vw,4.5rem);background:var(--paper);min-height:100vh}
h1,h2,h3,h4,p,dl,dd,ul,ol,figure,table{margin:0;padding:0}
ul,ol{padding-left:1.25em}
.masthead{display:flex;align-items:center;gap:.75rem;padding-bottom:1.1rem;border-bottom:2px solid var(--accent);color:var(--accent)}
.masthead svg{flex:none;width:30px;height:30px}
.masthead .name{font:600 1.05rem/1.3 var(--serif)}
.masthead .kind{color:var(--soft);font-size:.82rem;line-height:1.4}
.masthead nav{margin-left:auto;font-size:.87rem;white-space:nowrap}
a{color:var(--accent);text-underline-offset:.2em}
h1{margin-top:2.2rem;font:600 1.85rem/1.4 var(--serif);text-wrap:balance}
h2{margin:2.6rem 0 .8rem;padding-bottom:.35rem;border-bottom:1px solid var(--line);font:600 1.2rem/1.5 var(--serif);break-after:avoid}
h3{font:600 1.02rem/1.6 var(--sans);break-after:avoid}
.facts{display:grid;grid-template-columns:minmax(6em,max-content) 1fr;gap:.3rem 1.5rem;margin-top:1.3rem}
.facts dt{color:var(--soft)}
.summary{margin-top:1.6rem;padding:1rem 1.25rem;border-left:3px solid var(--accent);background:var(--wash)}
.finding{margin-top:1rem;padding:1.1rem 1.25rem 1.2rem;border:1px solid var(--line)}
.finding .where{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin-bottom:.4rem;color:var(--soft);font-size:.84rem}
.finding .where strong{color:var(--accent);font-weight:600}
.finding dl{display:grid;grid-template-columns:minmax(6em,max-content) 1fr;gap:.5rem 1.5rem;margin-top:.8rem;padding-top:.8rem;border-top:1px solid var(--line);font-size:.92rem}
.finding dt{color:var(--soft)}
.finding dd>*+*{margin-top:.35rem}
.cut-outs{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:.6rem}.cut-outs img{display:block;max-width:14rem;max-height:9rem;border:1px solid var(--line)}
.quiet,.fine{color:var(--soft)}
.fine{font-size:.82rem;line-height:1.6}
table{width:100%;border-collapse:collapse;font-size:.9rem;line-height:1.6}
th,td{padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:500;white-space:nowrap}
td:last-child,th:last-child{padding-right:0}
.nowrap{white-space:nowrap}
code,.hash{font:400 .8rem/1.6 var(--mono);word-break:break-all}
.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.4rem;margin-top:1rem}
figure{break-inside:avoid}
figure.wide,figure.page{grid-column:1/-1}
figure img{display:block;max-width:100%;max-height:24rem;border:1px solid var(--line);background:#fff}
figure.wide img{max-height:44rem}figure.page img{max-height:64rem}
figure .none{display:grid;place-items:center;min-height:7rem;border:1px dashed var(--line);color:var(--soft);font-size:.85rem;padding:1rem;text-align:center}
figcaption{margin-top:.5rem;font-size:.84rem;line-height:1.55}
main+main,.shared{margin-top:3.5rem;border-top:2px solid var(--accent)}
svg.prices{display:block;width:100%;max-width:40rem;margin:.8rem 0;border-bottom:1px solid var(--line)}
svg.bar{display:block;width:100%;height:1.1rem;border:1px solid var(--line)}
.likeness{display:flex;gap:1.5rem;flex-wrap:wrap}.likeness svg{width:20rem;max-width:100%}.likeness img{image-rendering:pixelated}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.8rem}
@media (max-width:36rem){.facts,.finding dl{grid-template-columns:1fr;gap:.1rem}.facts dd,.finding dd{margin-bottom:.6rem}table.stack thead{display:none}table.stack td{display:block;border:0;padding:.15rem 0}table.stack tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}}
@page{size:A4;margin:18mm 17mm 20mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif;color:#4c5b60}}
@media print{html,body{background:#fff}html{font-size:10.2pt}body{max-width:none;min-height:0;padding:0}.masthead nav,footer{display:none}.summary{background:none}main+main,.shared{break-before:page;border-top:0;margin-top:0}.finding{break-inside:auto}.finding .where,.finding h3{break-after:avoid}tr,.summary,.cut-outs,.finding .where,.finding h3,.facts>dd>p,.finding li,.finding dd>div,.finding dd:last-child,svg{break-inside:avoid}.facts>dt{break-after:avoid}thead{display:table-header-group}p,li{orphans:2;widows:2}.fine{break-before:avoid}h2{margin-top:1.8rem}figure.wide img,figure.page img{max-height:200mm}}
`.trim();

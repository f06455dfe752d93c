import { openWorld, tagTexts } from './shop';
const world = await openWorld();
const page = await world.browser.context.newPage();
page.on('console', m => console.log('PAGE', m.text()));
await page.goto(world.shop.url + (process.argv[2] ?? '/live/host'));
const tabId = await (async()=>{ for(let i=0;i<40;i++){ const v:any = await world.browser.ask('visit/read',{tabId: await world.browser.tabIdOf(page)}); if(v) return v.tabId; await page.waitForTimeout(300);} })();
for (let i=0;i<Number(process.argv[3]??6);i++){ await page.waitForTimeout(5000);
 const v:any = await world.browser.ask('visit/read',{tabId});
 const f=v.observations.find((o:any)=>o.kind==='footage')?.value; const t=v.observations.find((o:any)=>o.kind==='label-timeline')?.value;
 console.log(JSON.stringify({f: f&&{...f,loop:f.loop&&{...f.loop,profile:f.loop.profile.length,matches:f.loop.matches.slice(0,1)},picture:f.picture&&f.picture.size}, t}));
 console.log(await tagTexts(page));
 await page.screenshot({path:`/tmp/w/room-shot-${i}.png`});
}
const frames:any = await world.browser.ask('visit/frames',{tabId,subject:(await world.browser.ask('visit/read',{tabId}) as any).observations.find((o:any)=>o.kind==='footage').subject});
console.log(frames.frames.map((x:any)=>[x.atMs,x.why,x.jpeg.length]));
await world.browser.close(); await world.shop.close(); process.exit(0);

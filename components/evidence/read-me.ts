/** README.txt of a case file: how a stranger checks it with tools that every system has. */
import type { Case } from '../model/case';

/** Plain text, Chinese first. The same case gives the same text. */
export function readMe(of: Case): string {
  return `明标案例文件 · Mingbiao case file
${of.id}
${oneLine(of.url)}
${of.keptAt}

这是什么
  本文件记录一个网页在某一时刻显示了什么、网页上的图片和视频文件对自身来源作了哪些声明，以及
  按当时的规则对照得出的结果。它不判定任何人是否违法。格式为 WACZ 1.1.1（ZIP 内含 WARC），
  可用通用的网页存档工具打开。请先看 report.html。

怎样核对（不需要安装本软件）
  1. 解压：                     unzip -d case 文件名.wacz && cd case
  2. 清单自身的摘要：           sha256sum datapackage.json
     应与 datapackage-digest.json 中 hash 一致。
  3. 其余每个文件的摘要：       sha256sum case.json law.json report.html findings.csv README.txt
                                sha256sum archive/* indexes/* pages/*
     应与 datapackage.json 中各项 hash 一致。
  4. 某张图片或截图的原始字节：在 indexes/index.cdx 中找到它的 offset 与 length，然后
       tail -c +$((OFFSET+1)) archive/data.warc.gz | head -c LENGTH | gunzip
     空行之后即为原始字节（WARC-Type 为 response 的，在第二个空行之后），其 SHA-256 写在 WARC-Payload-Digest 与 case.json 中。
  5. 签名（datapackage-digest.json 中有 signedData 时）：被签的是 hash 的文字；publicKey 用
       openssl base64 -d -A | openssl pkey -pubin -inform DER
     读出，signature 是 r 与 s 各 48 字节（ECDSA P-384，SHA-256）。公钥 SHA-256 的前 32 位即密钥指纹。
  6. 时间戳（有 datapackage-digest.tsr 时；roots.pem 是您信任的时间戳机构的根证书）：
       openssl ts -verify -data datapackage-digest.json -in datapackage-digest.tsr -CAfile roots.pem
  逐条命令见项目中的 components/evidence/verifying.md；也可用单个文件的核对页
  mingbiao-verify.html，断网即可打开。

能证明什么，不能证明什么
  摘要一致，说明文件自清单写成后没有被改动。签名说明文件由持有该密钥的人写成；指纹只说明是哪一把
  密钥，不说明是谁。没有签名的文件，持有者可以整份重写。没有时间戳时，时间只取自保存者电脑的时钟。

What this is
  A record of what one page showed at one moment, what the picture and video files on it state about
  their own origin, and how that reads beside the rules of that day. It does not decide whether anyone
  broke a rule. The format is WACZ 1.1.1 (WARC in a ZIP); general web archive tools open it. Start
  with report.html.

How to check it, without this software
  1. Unpack:                    unzip -d case FILE.wacz && cd case
  2. Digest of the manifest:    sha256sum datapackage.json
     It must equal "hash" in datapackage-digest.json.
  3. Digests of the rest:       sha256sum case.json law.json report.html findings.csv README.txt
                                sha256sum archive/* indexes/* pages/*
     Each must equal its "hash" in datapackage.json.
  4. The bytes of one picture or screenshot: find its offset and length in indexes/index.cdx, then
       tail -c +$((OFFSET+1)) archive/data.warc.gz | head -c LENGTH | gunzip
     What follows the empty line (the second one where WARC-Type is response) is the file as it was;
     its SHA-256 stands in WARC-Payload-Digest and in case.json.
  5. The signature (where datapackage-digest.json holds "signedData"): what is signed is the text of
     "hash"; "publicKey" is read by
       openssl base64 -d -A | openssl pkey -pubin -inform DER
     and "signature" is r and s, 48 bytes each (ECDSA P-384, SHA-256). The first 32 digits of the
     SHA-256 of the public key are its fingerprint.
  6. The time stamp (where there is datapackage-digest.tsr; roots.pem holds the root certificate of
     an authority that you trust):
       openssl ts -verify -data datapackage-digest.json -in datapackage-digest.tsr -CAfile roots.pem
  Every command, to be copied, stands in components/evidence/verifying.md of the project; or open
  mingbiao-verify.html, one file that checks all of this and works offline.

What that shows, and what it does not
  Equal digests show that nothing changed after the manifest was written. A signature shows that the
  holder of that key wrote the file; a fingerprint names a key, not a person. Whoever holds a file
  without a signature could have written it anew. Without a time stamp, its times come from the clock
  of the computer it was kept on.
`;
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, ' ');
}

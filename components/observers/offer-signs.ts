/**
 * Few and cheap signs of a price, by which a page's texts are sifted before anything is taken along. They are
 * compared with text in small letters: patterns that fold case themselves take a browser milliseconds to
 * compile, which on a shop page is more than all the looking.
 */

/** A currency sign or word, roughly: what really is money is for the money reader to say. Small letters. */
const SIGN =
  /[$¢-¥֏؋৲৳૱௹฿៛₠-⃀﷼﹩＄￠￡￥￦元円圆圓원]|(?:^|[^a-z])(?:eur|usd|gbp|chf|pln|czk|sek|nok|dkk|ron|huf|ars|sar|aed|tl|rs|rm|rp|kr|ft|lei|dinara?)(?![a-z])|kč|zł|лв|грн|руб|тг|тенге|ден|ر\.س|ريال|درهم|د\.إ|جنيه|تومان/;
const DECIMAL = /\d[.,]\d\d(?!\d)/;
export const hasMoney = (small: string): boolean => SIGN.test(small);
export const hasDecimal = (small: string): boolean => DECIMAL.test(small);

/** In names of classes, in small letters. */
export const PRICE_WORD =
  /price|preis|prix|precio|prezzo|cena|preco|preço|pris(?!m)|kaina|hind|ár\b|prc|amount|价/;
/** On buying buttons, in small letters. */
export const BUY =
  /add to (?:cart|bag|basket|trolley)|buy (?:it )?now|checkout|in den (?:warenkorb|einkaufswagen)|ajouter au panier|añadir al carrito|agregar al|adicionar ao carrinho|comprar|aggiungi al carrello|do koszyka|lisa (?:ost)?korvi|pievienot|v košarico|в корзину|купить|加入购物车|立即购买|加入購物車|馬上購買|立即購買|カート|かごに|購入手続|장바구니|sepete ekle|أضف|place bid|contact seller|reply|product price/;
/** Words that introduce an id, in small letters, and places that hold one. */
export const ID_START =
  /^\s*(?:sku|item|product|catalog|art|model|style|ref|réf|šifra|kod|tootekood|код|артикул|商品|货号|貨號|型番)/;
export const ID_PLACES =
  '[itemprop="sku"],[data-qa-qualifier*="reference"],[class*="sku" i],[class*="article" i],[class*="product-code" i],[class*="product_code" i],[class*="productcode" i],[class*="item-number" i],[class*="reference" i],[class*="model" i],[id*="sku" i]';

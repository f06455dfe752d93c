/** Few and cheap signs of a price, by which a page's texts are sifted before anything is taken along. */

/** A currency sign or word beside digits, roughly: what really is money is for the money reader to say. */
export const MONEY_SIGN =
  /\p{Sc}|[元円圆圓원]|\b(?:EUR|USD|GBP|CHF|PLN|CZK|SEK|NOK|DKK|RON|HUF|ARS|SAR|AED|TL|Rs|RM|Rp|kr|Kč|zł|Ft|lei|лв|грн|руб|тг|тенге|ден|dinara?)\b|(?:Kč|zł|лв|грн|руб|тг|ر\.س|ريال|درهم|د\.إ|جنيه|تومان)/iu;
export const DECIMAL = /\d[.,]\d{2}(?!\d)/;
/** In names of classes. */
export const PRICE_WORD =
  /price|preis|prix|precio|prezzo|cena|preco|preço|pris(?!m)|kaina|hind|ár\b|prc|amount|价/i;
export const BUY =
  /add to (?:cart|bag|basket|trolley)|buy (?:it )?now|checkout|in den (?:warenkorb|einkaufswagen)|ajouter au panier|añadir al carrito|agregar al|adicionar ao carrinho|comprar|aggiungi al carrello|do koszyka|lisa (?:ost)?korvi|pievienot|v košarico|в корзину|купить|加入购物车|立即购买|加入購物車|馬上購買|立即購買|カート|장바구니|sepete ekle|أضف|place bid|contact seller|reply|product price/i;
/** Where ids stand: words that introduce one, and names of places that hold one. */
export const ID_START =
  /^\s*(?:sku|item|product|catalog|art|model|style|ref|réf|šifra|kods?|tootekood|код|артикул|商品|货号|貨號|型番)/i;
export const ID_PLACES =
  '[itemprop="sku"],[data-qa-qualifier*="reference"],[class*="sku" i],[class*="article" i],[class*="product-code" i],[class*="product_code" i],[class*="productcode" i],[class*="item-number" i],[class*="reference" i],[class*="model" i],[id*="sku" i]';

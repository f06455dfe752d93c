/**
 * What was seen, in Korean: only of the kinds that the rules of Korean packs rest on, as quotations and numbers.
 * Anything else is left to the English sentence, so that nothing is said that was not meant.
 */
import type { Observation } from '../model/observation';
import { observationSentences } from '../ui/sentences';

/** Sentences for a channel that reads Korean; at least one. */
export function koreanSentences(observation: Observation): string[] {
  switch (observation.kind) {
    case 'offer': {
      const { title, price, listPrice, currency, condition } = observation.value;
      const money = (amount: string): string => (currency ? `${currency} ${amount}` : amount);
      const said = [
        ...(title === null ? [] : [`상품명: ${title}`]),
        ...(price === null ? [] : [`표시된 가격: ${money(price)}`]),
        ...(listPrice === null ? [] : [`비교 기준으로 표시된 가격: ${money(listPrice)}`]),
        ...(condition === null ? [] : [`가격에 붙은 조건: “${condition}”`]),
      ];
      return said.length > 0 ? said : ['가격을 읽을 수 없었습니다'];
    }
    case 'label':
      return [`표시 문구: “${observation.value.text}”`];
    case 'price-wording':
      return [`가격 관련 문구: “${observation.value.text}”`];
    case 'price-record': {
      const { firstSeen, daysObserved, lowest, currency } = observation.value;
      const said = [`이 브라우저의 기록: ${firstSeen}부터, 실제로 본 날 ${String(daysObserved)}일`];
      if (lowest)
        said.push(`기록된 최저가: ${currency ? `${currency} ` : ''}${lowest.price} (${lowest.day})`);
      return said;
    }
    case 'card-price':
      return [`목록에 표시된 가격: “${observation.value.text}” (${observation.value.pressedAt})`];
    case 'cart-fee':
      return [
        `장바구니의 항목: “${observation.value.text}” (합계 ${observation.value.currency} ${observation.value.total})`,
      ];
    case 'sales-claim': {
      const { text, deadline } = observation.value;
      return [`문구: “${text}”${deadline === null ? '' : ` (종료 시각 ${deadline})`}`];
    }
    case 'sales-claim-record': {
      const { looks, daysSeen } = observation.value;
      return [`이 브라우저의 기록: ${String(looks.length)}회, ${String(daysSeen)}일`];
    }
    default:
      return observationSentences(observation, 'en');
  }
}

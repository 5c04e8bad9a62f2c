"use strict";
// Money as whole numbers: at six places 4.76 is 4760000n, so that no digit is ever rounded away.
const exact = {
  parse(text, places) {
    const found = /^(\d{1,15})(?:\.(\d+))?$/.exec(text);
    const behind = found?.[2] ?? "";
    return found && behind.length <= places ? BigInt(found[1] + behind.padEnd(places, "0")) : null;
  },
  text(amount, places) {
    const digits = String(amount).padStart(places + 1, "0");
    return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
  },
  // Halves go up, as the warehouse rounds decimals.
  rounded(amount, from, to) {
    const unit = 10n ** BigInt(from - to);
    return (amount + unit / 2n) / unit;
  },
  fromNumber(number, places) {
    return BigInt(Math.round(number * 10 ** places));
  },
  // As a reader wants it: thousands apart, no zeros that say nothing, two places of a broken amount.
  shown(text) {
    const [whole, places = ""] = text.split(".");
    const kept = places.replace(/0+$/, "");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return kept ? `${grouped}.${kept.padEnd(2, "0")}` : grouped;
  },
};

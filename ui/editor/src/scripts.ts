// Raised and lowered letters that Unicode has signs for; the newsroom's rule is the same (`copydesk::raised`, `lowered`).

const RAISED = letters("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ");
const LOWERED = letters("0123456789+-−–=()aehklmnopstxə", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓₔ");

/** The text in raised or lowered letters, or null when it has one that Unicode has no sign for, or no letter at all. */
export function inScript(text: string, script: "sup" | "sub"): string | null {
  if (text.trim() === "") return null;
  const signs = script === "sup" ? RAISED : LOWERED;
  let out = "";
  for (const letter of text) {
    const sign = /\s/.test(letter) ? letter : signs.get(letter);
    if (sign === undefined) return null;
    out += sign;
  }
  return out;
}

function letters(plain: string, script: string): Map<string, string> {
  const signs = [...script];
  return new Map([...[...plain].map((letter, n): [string, string] => [letter, signs[n] ?? ""]), ...signs.map((sign): [string, string] => [sign, sign])]);
}

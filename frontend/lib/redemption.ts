/** Redeeming a sign-in card; asked again with the same device id it is the same redemption. */

/** A card as it was scanned or typed. */
export interface Card {
  readonly token?: string;
  readonly code?: string;
  readonly device_id: string;
}

/** Why a card was not redeemed: which picture to show, and words in the chosen language. */
export interface CardProblem {
  readonly code: "expired" | "too_many" | "offline" | "error";
  readonly message: string;
}

const CODES: Record<number, CardProblem["code"]> = { 410: "expired", 429: "too_many" };

/** Bind this phone to a caregiver; undefined when it worked. */
export function redeemCard(card: Card, language: string): Promise<CardProblem | undefined> {
  return redeem("/api/v1/sign-in-cards/redemption", { ...card, language }, language);
}

/** Bind this phone to a volunteer; undefined when it worked. */
export function redeemVolunteerCard(card: Card): Promise<CardProblem | undefined> {
  return redeem("/api/v1/volunteer-cards/redemption", card, document.documentElement.lang);
}

async function redeem(address: string, body: object, language: string): Promise<CardProblem | undefined> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "accept-language": language },
      body: JSON.stringify(body),
    });
    if (response.ok) return undefined;
    const answer = await response.json().catch(() => ({}));
    return { code: CODES[response.status] ?? "error", message: answer.message ?? "" };
  } catch {
    return { code: "offline", message: "" };
  }
}
